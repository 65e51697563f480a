using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class PermissionsBoundaryTests(PolicySimulator simulator)
{
    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task A_boundary_limits_from_the_next_request_on_until_it_is_taken_away()
    {
        string boundary = await _account.CreatePolicyAsync("Bound", PolicyTexts.Allow("iam:ListUsers"));
        ClientKey user = await _account.CreateUserWithKeyAsync("Ann", PolicyTexts.Allow("iam:List*"));
        (await _account.CallAsync("PutRolePolicy", ("RoleName", "app"), ("PolicyName", "p"), ("PolicyDocument", PolicyTexts.Allow("iam:List*")))).IsSuccess();
        ClientKey session = await _account.AssumeRoleAsync("/service/app");

        foreach ((string kind, string name, ClientKey caller, string arn) in ((string, string, ClientKey, string)[])
            [
                ("User", "Ann", user, $"arn:aws:iam::{_account.Id}:user/Ann"),
                ("Role", "app", session, $"arn:aws:sts::{_account.Id}:assumed-role/app/test"),
            ])
        {
            (string, string) holder = ($"{kind}Name", name);
            (await _account.CallAsync(caller, "ListGroups")).IsSuccess();
            (await _account.CallAsync($"Put{kind}PermissionsBoundary", holder, ("PermissionsBoundary", boundary))).IsSuccess();

            (await _account.CallAsync(caller, "ListGroups")).IsRefusal(
                403,
                "AccessDenied",
                $"User: {arn} is not authorized to perform: iam:ListGroups on resource: arn:aws:iam::{_account.Id}:group/ "
                + "because no permissions boundary allows the iam:ListGroups action");
            (await _account.CallAsync(caller, "ListUsers")).IsSuccess();
            (await _account.CallAsync($"Delete{kind}PermissionsBoundary", holder)).IsSuccess();
            (await _account.CallAsync(caller, "ListGroups")).IsSuccess();
        }
    }

    [Fact]
    public async Task A_boundary_shows_on_the_user_and_is_replaced()
    {
        string first = await _account.CreatePolicyAsync("First", PolicyTexts.Allow("s3:*"));
        (await _account.CallAsync("CreateUser", ("UserName", "Ann"))).IsSuccess();
        foreach (string boundary in (string[])[first, "arn:aws:iam::aws:policy/PowerUserAccess"])
        {
            (await _account.CallAsync("PutUserPermissionsBoundary", ("UserName", "Ann"), ("PermissionsBoundary", boundary))).IsSuccess();

            IamAnswer user = await _account.CallAsync("GetUser", ("UserName", "Ann"));
            Assert.Equal(
                ("Policy", boundary),
                (user.Text("User/PermissionsBoundary/PermissionsBoundaryType"), user.Text("User/PermissionsBoundary/PermissionsBoundaryArn")));
        }

        (await _account.CallAsync("DeletePolicy", ("PolicyArn", first))).IsSuccess();
    }

    [Fact]
    public async Task What_is_not_there_neither_bounds_nor_is_bounded()
    {
        (await _account.CallAsync("CreateUser", ("UserName", "Ann"))).IsSuccess();
        string missing = _account.PolicyArn("/missing");
        foreach ((string kind, string name) in ((string, string)[])[("User", "Ann"), ("Role", "app")])
        {
            string word = kind.ToLowerInvariant();
            (await _account.CallAsync($"Put{kind}PermissionsBoundary", ($"{kind}Name", name), ("PermissionsBoundary", missing)))
                .IsRefusal(404, "NoSuchEntity", $"Policy {missing} does not exist or is not attachable.");
            (await _account.CallAsync($"Delete{kind}PermissionsBoundary", ($"{kind}Name", name)))
                .IsRefusal(404, "NoSuchEntity", $"There is no permissions boundary set on {word} {name}.");
            foreach (string action in (string[])[$"Put{kind}PermissionsBoundary", $"Delete{kind}PermissionsBoundary"])
            {
                (await _account.CallAsync(action, ($"{kind}Name", "nobody"), ("PermissionsBoundary", missing)))
                    .IsRefusal(404, "NoSuchEntity", $"The {word} with name nobody cannot be found.");
            }
        }
    }

    [Fact]
    public async Task Who_may_set_boundaries_can_be_held_to_a_certain_one()
    {
        string allowed = await _account.CreatePolicyAsync("Allowed", PolicyTexts.Allow("s3:*"));
        string other = await _account.CreatePolicyAsync("Other", PolicyTexts.Allow("s3:*"));
        (await _account.CallAsync("CreateUser", ("UserName", "Ann"))).IsSuccess();
        ClientKey delegated = await _account.CreateUserWithKeyAsync("delegated", PolicyTexts.AllowWhere("iam:PutUserPermissionsBoundary", "iam:PermissionsBoundary", allowed));

        (await _account.CallAsync(delegated, "PutUserPermissionsBoundary", ("UserName", "Ann"), ("PermissionsBoundary", allowed))).IsSuccess();
        Assert.Equal(403, (await _account.CallAsync(delegated, "PutUserPermissionsBoundary", ("UserName", "Ann"), ("PermissionsBoundary", other))).Wire.Status);
    }
}
