using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>Replaces the thumbprints of a provider.</summary>
public sealed class UpdateOpenIDConnectProviderThumbprint(IamServices services) : IamOperation("UpdateOpenIDConnectProviderThumbprint", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("OpenIDConnectProviderArn", ParameterRule.Arn);
        IReadOnlyList<string> thumbprints = call.Texts("ThumbprintList", ParameterRule.AnyText);
        if (thumbprints.Count == 0)
        {
            call.Missing("ThumbprintList");
        }

        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (OidcProviderLookup.Find(call, arn, out AwsError? refusal) is not { } provider)
        {
            return refusal!;
        }

        return Thumbprints.Check(thumbprints) is { } invalid
            ? invalid
            : IamOutcome.Changed(AccountChange.Put(provider with { Thumbprints = Thumbprints.Of(thumbprints) }));
    }
}
