using System.Diagnostics.CodeAnalysis;
using StsSim.Operations.IdentityProviders;
using StsSim.Operations.Parameters;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;

namespace StsSim.Operations.Sts;

/// <summary>The parameters of AssumeRole, within the service model's constraints.</summary>
internal sealed record AssumeRoleRequest(string RoleArn, string RoleSessionName)
{
    public IReadOnlyList<string> PolicyArns { get; private init; } = [];

    public string? Policy { get; private init; }

    public int? DurationSeconds { get; private init; }

    public KeyValuePair<string, string>[] Tags { get; private init; } = [];

    public IReadOnlyList<string> TransitiveTagKeys { get; private init; } = [];

    public string? ExternalId { get; private init; }

    public string? SerialNumber { get; private init; }

    public string? TokenCode { get; private init; }

    public string? SourceIdentity { get; private init; }

    public IReadOnlyList<ProvidedContextParameter> ProvidedContexts { get; private init; } = [];

    public static AwsError? Read(QueryParameters parameters, RequestLimits limits, [NotNull] out AssumeRoleRequest? request)
    {
        request = new AssumeRoleRequest("", "");
        if (SessionDuration.Read(parameters, out int? seconds) is { } malformed)
        {
            return malformed;
        }

        string? roleArn = parameters.Find("RoleArn"u8);
        string? roleSessionName = parameters.Find("RoleSessionName"u8);
        string? policy = parameters.Find("Policy"u8);
        string? externalId = parameters.Find("ExternalId"u8);
        string? serialNumber = parameters.Find("SerialNumber"u8);
        string? tokenCode = parameters.Find("TokenCode"u8);
        string? sourceIdentity = parameters.Find("SourceIdentity"u8);

        var constraints = new ParameterConstraints(limits);
        constraints.Text("roleArn", roleArn, required: true, 20, 2048, ParameterPattern.Arn);
        constraints.Text("roleSessionName", roleSessionName, required: true, 2, 64, ParameterPattern.UserName);
        string[] policyArns = SessionPolicies.ReadArns(parameters, ref constraints);
        constraints.Text("policy", policy, required: false, 1, int.MaxValue, ParameterPattern.SessionPolicy);
        constraints.Number("durationSeconds", seconds, SessionDuration.Minimum, SessionDuration.RoleMaximum);
        KeyValuePair<string, string>[] tags = SessionTags.Read(parameters, ref constraints);
        string[] transitiveTagKeys = SessionTags.ReadTransitiveKeys(parameters, ref constraints);
        constraints.Text("externalId", externalId, required: false, 2, 1224, ParameterPattern.ExternalId);
        constraints.Text("serialNumber", serialNumber, required: false, 9, 256, ParameterPattern.SerialNumber);
        constraints.Text("tokenCode", tokenCode, required: false, 6, 6, ParameterPattern.TokenCode);
        constraints.Text("sourceIdentity", sourceIdentity, required: false, 2, 64, ParameterPattern.UserName);
        IReadOnlyList<ProvidedContextParameter> contexts = ContextAssertions.ReadParameters(parameters, ref constraints);
        if (constraints.ToError() is { } violated)
        {
            return violated;
        }

        request = new AssumeRoleRequest(roleArn!, roleSessionName!)
        {
            PolicyArns = policyArns,
            Policy = policy,
            DurationSeconds = seconds,
            Tags = tags,
            TransitiveTagKeys = transitiveTagKeys,
            ExternalId = externalId,
            SerialNumber = serialNumber,
            TokenCode = tokenCode,
            SourceIdentity = sourceIdentity,
            ProvidedContexts = contexts,
        };
        return null;
    }
}
