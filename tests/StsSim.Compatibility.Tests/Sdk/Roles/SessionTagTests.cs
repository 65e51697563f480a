using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Sdk.Roles;

/// <summary>Session tags and the source identity, and what becomes of both in a chain of roles.</summary>
public sealed class SessionTagTests(RolesSimulator simulator)
{
    private const string Conflict =
        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.";

    [Fact]
    public async Task Tags_need_TagSession_on_the_trust_policy()
    {
        string message = await simulator.DeniedAsync(RolesWorld.Alice, RolesWorld.RoleArn("untagged"), with: r => r.Tags = Tags("a", "1"));

        Assert.Equal(
            $"User: arn:aws:iam::123456789012:user/team/red/alice is not authorized to perform: sts:TagSession on resource: {RolesWorld.RoleArn("untagged")}",
            message);
    }

    [Fact]
    public async Task Tags_need_TagSession_on_the_identity_where_the_trust_policy_names_the_account()
    {
        await simulator.AssumeAsync(RolesWorld.Mia, RolesWorld.RoleArn("app"));

        Assert.Contains(
            "sts:TagSession", await simulator.DeniedAsync(RolesWorld.Mia, RolesWorld.RoleArn("app"), with: r => r.Tags = Tags("a", "1")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("2", false)]
    public async Task A_trust_policy_sees_the_tags_that_are_asked_for(string cost, bool isAllowed)
    {
        Task<AssumeRoleResponse> assume = simulator.AssumeAsync(RolesWorld.Alice, RolesWorld.RoleArn("tagged-cost"), with: r => r.Tags = Tags("COST", cost));

        if (isAllowed)
        {
            await assume;
        }
        else
        {
            await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => assume);
        }
    }

    [Fact]
    public async Task A_session_has_the_roles_tags_unless_it_brings_its_own()
    {
        ClientKey blue = await simulator.SessionAsync(RolesWorld.Alice, "app");
        ClientKey red = await simulator.SessionAsync(RolesWorld.Alice, "app", with: r => r.Tags = Tags("TEAM", "red"));

        await simulator.DeniedAsync(blue, RolesWorld.RoleArn("team-red"));
        await simulator.AssumeAsync(red, RolesWorld.RoleArn("team-red"));
    }

    [Theory]
    [InlineData("Team", "team", null, "Duplicate tag keys found. Please note that Tag keys are case insensitive.")]
    [InlineData("Team", "Cost", "Owner", "The specified transitive tag key must be included in the requested tags.")]
    public async Task Tag_keys_that_do_not_go_together_are_refused(string first, string second, string? transitive, string message)
    {
        AmazonSecurityTokenServiceException refusal = await simulator.RefusedAsync(RolesWorld.Alice, RolesWorld.RoleArn("app"), with: r =>
        {
            r.Tags = [.. Tags(first, "1"), .. Tags(second, "2")];
            r.TransitiveTagKeys = transitive is null ? null : [transitive];
        });

        Assert.Equal((System.Net.HttpStatusCode.BadRequest, "InvalidParameterValue", message), (refusal.StatusCode, refusal.ErrorCode, refusal.Message));
    }

    [Fact]
    public async Task A_transitive_tag_flows_down_the_chain_and_a_plain_one_does_not()
    {
        ClientKey first = await simulator.SessionAsync(RolesWorld.Alice, "app", "first", r =>
        {
            r.Tags = [.. Tags("Team", "red"), .. Tags("Cost", "1")];
            r.TransitiveTagKeys = ["team"]; // compared ignoring case
        });
        ClientKey second = await simulator.SessionAsync(first, "app", "second");
        ClientKey third = await simulator.SessionAsync(second, "app", "third", r => r.Tags = Tags("Owner", "me"));

        await simulator.AssumeAsync(third, RolesWorld.RoleArn("app"));
        Assert.True(await simulator.HasTagAsync(third, "Team", "red"));
        Assert.True(await simulator.HasTagAsync(third, "Cost", "7")); // the role's own
        Assert.True(await simulator.HasTagAsync(third, "Owner", "me"));
        Assert.False(await simulator.HasTagAsync(third, "Owner", "you"));

        // What is inherited needs TagSession as well, and may not be set anew.
        Assert.Contains("sts:TagSession", await simulator.DeniedAsync(third, RolesWorld.RoleArn("untagged")), StringComparison.Ordinal);
        AmazonSecurityTokenServiceException conflict = await simulator.RefusedAsync(third, RolesWorld.RoleArn("app"), with: r =>
        {
            r.Tags = Tags("TEAM", "green");
            r.TransitiveTagKeys = ["TEAM"];
        });
        Assert.Equal(("InvalidParameterValue", Conflict), (conflict.ErrorCode, conflict.Message));
    }

    [Fact]
    public async Task Tags_beyond_the_budget_are_a_PackedPolicyTooLargeException()
    {
        var refusal = await Assert.ThrowsAsync<PackedPolicyTooLargeException>(() => simulator.AssumeAsync(
            RolesWorld.Alice, RolesWorld.RoleArn("app"), with: r => r.Tags = [.. Enumerable.Range(0, 9).Select(i => new Tag { Key = $"K{i}", Value = new string('v', 256) })]));

        Assert.Matches(@"^Packed size of session tags consumes 1\d\d% of allotted space\.$", refusal.Message);
    }

    [Fact]
    public async Task A_source_identity_needs_permission_sticks_and_cannot_change()
    {
        AssumeRoleResponse first = await simulator.AssumeAsync(RolesWorld.Alice, RolesWorld.RoleArn("app"), with: r => r.SourceIdentity = "alice@corp");
        Assert.Equal("alice@corp", first.SourceIdentity);

        AssumeRoleResponse second = await simulator.AssumeAsync(first.Credentials.AsKey(), RolesWorld.RoleArn("app"));
        Assert.Equal("alice@corp", second.SourceIdentity);
        ClientKey session = second.Credentials.AsKey();

        // At every later hop, even where nothing is passed.
        Assert.Contains("sts:SetSourceIdentity", await simulator.DeniedAsync(session, RolesWorld.RoleArn("untagged")), StringComparison.Ordinal);
        Assert.Contains("sts:SetSourceIdentity", await simulator.DeniedAsync(RolesWorld.Alice, RolesWorld.RoleArn("untagged"), with: r => r.SourceIdentity = "alice"), StringComparison.Ordinal);

        await simulator.AssumeAsync(session, RolesWorld.RoleArn("app"), with: r => r.SourceIdentity = "alice@corp");
        await simulator.DeniedAsync(session, RolesWorld.RoleArn("app"), with: r => r.SourceIdentity = "mallory");
    }

    private static List<Tag> Tags(string key, string value) => [new Tag { Key = key, Value = value }];
}
