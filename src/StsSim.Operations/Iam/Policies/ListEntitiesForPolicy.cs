using System.Text;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.Policies;

/// <summary>The groups, users and roles that a managed policy is attached to or bounds; a page goes through all three lists.</summary>
public sealed class ListEntitiesForPolicy(IamServices services) : IamOperation("ListEntitiesForPolicy", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("PolicyArn", ParameterRule.Arn);
        string? kind = call.Choice("EntityFilter", "User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy");
        string prefix = call.Text("PathPrefix", ParameterRule.Path) ?? "/";
        string? usageFilter = call.Choice("PolicyUsageFilter", "PermissionsPolicy", "PermissionsBoundary");
        call.ReadPaging();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (ManagedPolicy.Find(call, arn, out AwsError? refusal) is null)
        {
            return refusal!;
        }

        IamPage<PolicyEntity> page = call.Page(
            PolicyEntity.Of(call.Account)
                .Where(entity => (kind is null || entity.Kind.Name == kind) && entity.Path.StartsWith(prefix, StringComparison.Ordinal))
                .Where(entity => (usageFilter != "PermissionsBoundary" && entity.Attached.Contains(arn))
                    || (usageFilter != "PermissionsPolicy" && entity.Boundary == arn)),
            entity => $"{entity.Kind.Name}/{entity.Name}");
        return call.Malformed is { } unreadable
            ? unreadable
            : IamOutcome.Answered(result =>
            {
                Write(result, page, PolicyHolderKind.Group);
                Write(result, page, PolicyHolderKind.User);
                Write(result, page, PolicyHolderKind.Role);
                page.WriteEnd(result);
            });
    }

    private static void Write(ResultWriter result, IamPage<PolicyEntity> page, PolicyHolderKind kind)
    {
        byte[] list = Encoding.ASCII.GetBytes($"Policy{kind.Name}s");
        byte[] name = Encoding.ASCII.GetBytes(kind.NameParameter);
        byte[] id = Encoding.ASCII.GetBytes($"{kind.Name}Id");
        result.BeginList(list);
        foreach (PolicyEntity entity in page.Items.Where(entity => entity.Kind == kind))
        {
            result.BeginStructure("member"u8);
            result.Member(name, entity.Name);
            result.Member(id, entity.Id);
            result.EndStructure("member"u8);
        }

        result.EndList(list);
    }
}
