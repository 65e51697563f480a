using StsSim.Iam.Identities;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.UserCredentials;

/// <summary>The passwords and API keys that users have for single services: none here.</summary>
public sealed class ListServiceSpecificCredentials(IamServices services) : IamOperation("ListServiceSpecificCredentials", services)
{
    private static readonly string[] Supported = ["bedrock.amazonaws.com", "cassandra.amazonaws.com", "codecommit.amazonaws.com"];

    protected override IamOutcome Plan(IamCall call)
    {
        string? userName = call.Text("UserName", ParameterRule.NewUserName);
        string? service = call.Text("ServiceName", ParameterRule.AnyText);
        bool ofAllUsers = call.Flag("AllUsers") == true && userName is null;
        IamPage<string> page = call.Page<string>([], credential => credential);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        AwsError? refusal;
        if (ofAllUsers)
        {
            refusal = call.Authorize(Arn.User(call.Partition, call.AccountId, "/", "*"));
        }
        else
        {
            call.FindUser(userName, out refusal);
        }

        if (refusal is not null)
        {
            return refusal;
        }

        return service is null || Supported.Contains(service)
            ? IamOutcome.Answered(result => page.WriteTexts(result, "ServiceSpecificCredentials"u8, credential => credential))
            : IamErrors.NoSuchEntity($"No such service {service} is supported for Service Specific Credentials");
    }
}
