using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Tags;

/// <summary>The tags of something, by key.</summary>
public abstract class ListResourceTags(TaggedKind kind, IamServices services) : IamOperation($"List{kind.Name}Tags", services)
{
    protected sealed override IamOutcome Plan(IamCall call)
    {
        string id = call.RequiredText(kind.Parameter, kind.Rule);
        call.ReadPaging();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return kind.Find(call, id, out AwsError? refusal) is { } holder ? IamTags.List(call, holder.Tags) : refusal!;
    }
}
