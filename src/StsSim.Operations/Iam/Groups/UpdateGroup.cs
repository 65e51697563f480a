using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Groups;

/// <summary>Changes a group's name or path. Its members stay in it.</summary>
public sealed class UpdateGroup(IamServices services) : IamOperation("UpdateGroup", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("GroupName", ParameterRule.GroupName);
        string? newPath = call.Text("NewPath", ParameterRule.Path);
        string? newName = call.Text("NewGroupName", ParameterRule.GroupName);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (call.FindGroup(name, out AwsError? refusal) is not { } group)
        {
            return refusal!;
        }

        GroupDefinition renamed = group with { Name = newName ?? group.Name, Path = newPath ?? group.Path };

        // Permission is needed on both the old name and the new (IAM API Reference, UpdateGroup).
        if (call.Authorize(Arn.Group(call.Partition, call.AccountId, renamed.Path, renamed.Name)) is { } denied)
        {
            return denied;
        }

        if (call.Account.Groups.TryGetValue(renamed.Name, out GroupDefinition? other) && other.GroupId != group.GroupId)
        {
            return IamErrors.EntityAlreadyExists($"Group with name {renamed.Name} already exists.");
        }

        return IamOutcome.Changed(new AccountChange
        {
            Groups = [new(group.Name, null), new(renamed.Name, renamed)],
            Users =
            [
                .. GroupMembers.Of(call.Account, group.Name).Select(user => new EntityChange<UserDefinition>(
                    user.Name, user with { Groups = [.. GroupMembers.Without(user, group.Name), renamed.Name] })),
            ],
        });
    }
}
