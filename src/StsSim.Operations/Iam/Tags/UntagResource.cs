using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Tags;

/// <summary>Takes tags off something; keys it does not have are passed over.</summary>
public abstract class UntagResource(TaggedKind kind, IamServices services) : IamOperation($"Untag{kind.Name}", services)
{
    public sealed override bool HasResult => false;

    protected sealed override IamOutcome Plan(IamCall call)
    {
        string id = call.RequiredText(kind.Parameter, kind.Rule);
        IReadOnlyList<string> keys = call.RequiredTagKeys();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return kind.Find(call, id, new RequestTerms { RemovedTagKeys = keys }, out AwsError? refusal) is { } holder
            ? IamOutcome.Changed(holder.With!(IamTags.Without(holder.Tags, keys)))
            : refusal!;
    }
}
