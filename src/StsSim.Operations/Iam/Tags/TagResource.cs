using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Tags;

/// <summary>Adds tags to something, or gives those it has new values.</summary>
public abstract class TagResource(TaggedKind kind, IamServices services) : IamOperation($"Tag{kind.Name}", services)
{
    public sealed override bool HasResult => false;

    protected sealed override IamOutcome Plan(IamCall call)
    {
        string id = call.RequiredText(kind.Parameter, kind.Rule);
        IReadOnlyList<KeyValuePair<string, string>> tags = call.RequiredTags();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (kind.Find(call, id, new RequestTerms { Tags = tags }, out AwsError? refusal) is not { } holder)
        {
            return refusal!;
        }

        return IamTags.Merge(holder.Tags, tags, kind.QuotaName, out Dictionary<string, string> merged) is { } tooMany
            ? tooMany
            : IamOutcome.Changed(holder.With!(merged));
    }
}
