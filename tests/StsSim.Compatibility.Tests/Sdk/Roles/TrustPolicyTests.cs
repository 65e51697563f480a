using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Sdk.Roles;

/// <summary>Whom a trust policy lets in, and when the caller's own policies count (IAM User Guide, "Policy evaluation logic").</summary>
public sealed class TrustPolicyTests(RolesSimulator simulator)
{
    public static TheoryData<string, string, bool> SameAccount { get; } = new()
    {
        // The account alone delegates: the identity must be allowed, too.
        { "app", "alice", true }, { "app", "bob", false }, { "app", "carol", false }, { "app", "mia", true },
        { "by-account-root", "alice", true }, { "by-account-root", "bob", false },

        // A user named needs nothing else, not even from its boundary.
        { "by-user", "bob", true }, { "by-user", "alice", false },
        { "by-user-with-path", "alice", true },
        { "by-two-users", "bob", true }, { "by-two-users", "mia", true }, { "by-two-users", "alice", false },
        { "by-boundary-user", "carol", true },

        // Everybody is let in, but boundaries still limit.
        { "by-anyone", "bob", true }, { "by-anyone", "carol", false },

        // An explicit deny wins; a service is nobody here.
        { "but-bob", "bob", false }, { "but-bob", "mia", true },
        { "by-service", "alice", false },

        { "named-as-user", "alice", false }, { "team-red", "alice", true }, { "team-red", "mia", false },
        { "from-loopback", "alice", true }, { "from-elsewhere", "alice", false },
        { "in-organization", "alice", true }, { "over-tls", "alice", false },
        { "with-mfa", "alice", false }, { "with-mfa-if-known", "alice", true },
    };

    [Theory]
    [MemberData(nameof(SameAccount))]
    public async Task Of_the_same_account(string role, string user, bool isAllowed)
    {
        if (isAllowed)
        {
            Assert.NotNull((await simulator.AssumeAsync(KeyOf(user), RolesWorld.RoleArn(role))).Credentials);
        }
        else
        {
            await simulator.DeniedAsync(KeyOf(user), RolesWorld.RoleArn(role));
        }
    }

    [Fact]
    public async Task Of_another_account_both_sides_must_allow()
    {
        await simulator.AssumeAsync(RolesWorld.Alice, RolesWorld.OtherRoleArn("cross"));
        await simulator.DeniedAsync(RolesWorld.Bob, RolesWorld.OtherRoleArn("cross"));
        await simulator.DeniedAsync(RolesWorld.Bob, RolesWorld.OtherRoleArn("cross-bob")); // named, and not allowed to
        await simulator.DeniedAsync(RolesWorld.Erin, RolesWorld.RoleArn("app")); // allowed to, and not trusted
    }

    [Fact]
    public async Task A_service_control_policy_binds_the_caller()
    {
        await simulator.AssumeAsync(RolesWorld.Erin, RolesWorld.OtherRoleArn("allowed"));
        await simulator.DeniedAsync(RolesWorld.Erin, RolesWorld.OtherRoleArn("forbidden"));
    }

    [Fact]
    public async Task A_role_is_named_by_its_arn_and_a_session_by_its_own()
    {
        ClientKey exact = await simulator.SessionAsync(RolesWorld.Alice, "app", "exact");
        ClientKey other = await simulator.SessionAsync(RolesWorld.Alice, "app", "other");

        await simulator.AssumeAsync(exact, RolesWorld.RoleArn("by-role"));
        await simulator.AssumeAsync(other, RolesWorld.RoleArn("by-role"));
        await simulator.AssumeAsync(exact, RolesWorld.RoleArn("by-session"));
        await simulator.DeniedAsync(other, RolesWorld.RoleArn("by-session"));
        await simulator.DeniedAsync(RolesWorld.Alice, RolesWorld.RoleArn("by-role"));
    }

    [Fact]
    public async Task A_session_policy_still_limits_whom_a_role_arn_lets_in_and_not_whom_a_session_arn_does()
    {
        const string Nothing = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}""";
        ClientKey limited = await simulator.SessionAsync(RolesWorld.Alice, "app", "exact", request => request.Policy = Nothing);

        await simulator.DeniedAsync(limited, RolesWorld.RoleArn("by-role"));
        await simulator.DeniedAsync(limited, RolesWorld.RoleArn("untagged"));
        await simulator.AssumeAsync(limited, RolesWorld.RoleArn("by-session"));
    }

    [Fact]
    public async Task An_external_id_must_be_the_one_agreed_on()
    {
        await simulator.AssumeAsync(RolesWorld.Alice, RolesWorld.RoleArn("external"), with: request => request.ExternalId = "open:sesame");
        await simulator.DeniedAsync(RolesWorld.Alice, RolesWorld.RoleArn("external"), with: request => request.ExternalId = "Open:sesame");
        await simulator.DeniedAsync(RolesWorld.Alice, RolesWorld.RoleArn("external"));
    }

    [Fact]
    public async Task A_policy_variable_stands_for_the_callers_name() =>
        await simulator.AssumeAsync(RolesWorld.Alice, RolesWorld.RoleArn("named-as-user"), "alice");

    [Fact]
    public async Task Every_refusal_reads_alike_whether_the_role_exists_or_not()
    {
        string[] arns =
        [
            RolesWorld.RoleArn("by-user"), RolesWorld.RoleArn("no-such-role"), RolesWorld.OtherRoleArn("forbidden"),
            "arn:aws:iam::999999999999:role/nobody", "arn:aws:iam::123456789012:user/bob", "arn:aws:iam::123456789012:role/APP",
        ];
        foreach (string arn in arns)
        {
            Assert.Equal(
                $"User: arn:aws:iam::123456789012:user/team/red/alice is not authorized to perform: sts:AssumeRole on resource: {arn}",
                await simulator.DeniedAsync(RolesWorld.Alice, arn));
        }
    }

    private static ClientKey KeyOf(string user) => user switch
    {
        "alice" => RolesWorld.Alice,
        "bob" => RolesWorld.Bob,
        "carol" => RolesWorld.Carol,
        _ => RolesWorld.Mia,
    };
}
