using System.Globalization;
using System.Text;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;
using StsSim.Operations.Parameters;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Simulation;

/// <summary>What a request asks to be simulated, but for whose policies.</summary>
internal sealed record SimulationInput
{
    private static readonly string[] ContextKeyTypes =
    [
        "string", "stringList", "numeric", "numericList", "boolean", "booleanList", "ip", "ipList", "binary", "binaryList", "date", "dateList",
    ];

    /// <summary>How much each policy may hold.</summary>
    public required RequestLimits Limits { get; init; }

    public required IReadOnlyList<string> Policies { get; init; }

    public required IReadOnlyList<string> Boundaries { get; init; }

    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>Empty for all resources, <c>*</c>.</summary>
    public required IReadOnlyList<string> Resources { get; init; }

    public string? ResourcePolicy { get; init; }

    public string? ResourceOwner { get; init; }

    public string? CallerArn { get; init; }

    public required DictionaryConditionContext Context { get; init; }

    /// <summary>Reads the parameters, in the order of the request's shape behind <c>PolicySourceArn</c>.</summary>
    public static SimulationInput Read(IamCall call, bool policiesRequired)
    {
        var input = new SimulationInput
        {
            Limits = call.Limits,
            Policies = call.Texts("PolicyInputList", ParameterRule.PolicyDocument, required: policiesRequired),
            Boundaries = call.Texts("PermissionsBoundaryPolicyInputList", ParameterRule.PolicyDocument),
            Actions = call.Texts("ActionNames", ParameterRule.ActionName, required: true),
            Resources = call.Texts("ResourceArns", ParameterRule.ResourceName),
            ResourcePolicy = call.Text("ResourcePolicy", ParameterRule.PolicyDocument),
            ResourceOwner = call.Text("ResourceOwner", ParameterRule.ResourceName),
            CallerArn = call.Text("CallerArn", ParameterRule.ResourceName),
            Context = ReadContext(call),
        };
        call.Text("ResourceHandlingOption", ParameterRule.ResourceHandlingOption);
        call.ReadPaging();
        return input;
    }

    /// <summary>What the simulator says of names that are well formed as far as the service model goes.</summary>
    public AwsError? Check()
    {
        if (Actions.FirstOrDefault(action => !IsAction(action)) is { } action)
        {
            return IamErrors.InvalidInput($"Invalid Input Actions: {action}");
        }

        if (Resources.FirstOrDefault(resource => resource != "*" && !Arn.IsWellFormed(resource)) is { } resource)
        {
            return IamErrors.InvalidInput($"ResourceNames are not in a valid ARN format: {resource}.");
        }

        if (ResourcePolicy is not null && (Resources.Count == 0 || Resources.Contains("*")))
        {
            return IamErrors.InvalidInput("Invalid Entity Arn: * does not clearly define entity type and name.");
        }

        if (ResourceOwner is not null && OwnerIn(ResourceOwner) is null)
        {
            return IamErrors.InvalidInput($"'{ResourceOwner}' is not a valid as a Resource Owner.");
        }

        return Boundaries.Count > 1 ? IamErrors.InvalidInput("Only one permissions boundary policy can be simulated.") : null;
    }

    /// <summary>Whose resource it is: what the ARN says, or the owner given, or <paramref name="callerAccount"/>.</summary>
    public string OwnerOf(string resource, string callerAccount) =>
        Arn.TryParse(resource, out ArnParts arn) && AccountId.TryParse(arn.Account, out _)
            ? arn.Account.ToString()
            : (ResourceOwner is null ? null : OwnerIn(ResourceOwner)) ?? callerAccount;

    private static bool IsAction(string action) =>
        action.Split(':') is [{ Length: > 0 }, { Length: > 0 }] && !action.AsSpan().ContainsAny('*', '?');

    // An account id, or the ARN of something in the account.
    private static string? OwnerIn(string owner) =>
        AccountId.TryParse(owner, out _) ? owner
        : Arn.TryParse(owner, out ArnParts arn) && AccountId.TryParse(arn.Account, out _) ? arn.Account.ToString()
        : null;

    private static DictionaryConditionContext ReadContext(IamCall call)
    {
        var values = new List<KeyValuePair<string, IReadOnlyList<string>>>();
        foreach (int number in call.Parameters.MemberNumbers(Encoding.ASCII.GetBytes("ContextEntries.member.")))
        {
            string entry = string.Create(CultureInfo.InvariantCulture, $"ContextEntries.member.{number}");
            string? key = call.Text($"{entry}.ContextKeyName", ParameterRule.ContextKeyName);
            IReadOnlyList<string> texts = call.Texts($"{entry}.ContextKeyValues", ParameterRule.ContextKeyValue);
            call.Choice($"{entry}.ContextKeyType", ContextKeyTypes);
            if (key is not null)
            {
                values.Add(new KeyValuePair<string, IReadOnlyList<string>>(key, texts));
            }
        }

        return new DictionaryConditionContext(values);
    }
}
