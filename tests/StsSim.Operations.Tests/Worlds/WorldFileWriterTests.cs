using System.Collections;
using System.Reflection;
using System.Text.Json;
using CsCheck;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Worlds;

/// <summary>What is written loads again as what it was.</summary>
public sealed class WorldFileWriterTests
{
    private const string Document = """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";
    private const string SpacedDocument = """{ "Statement" : {"Effect":"Allow", "Action":"\u0073ts:*","Resource":"*"} }""";
    private const string Trust = """{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}}""";

    public static TheoryData<string> Worlds { get; } = [RichWorld.Json, """{"accounts":[{"id":"000000000001"}]}"""];

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task A_world_is_the_same_after_a_round(string json)
    {
        World world = WorldText.Read(json);
        string written = await WorldText.WriteAsync(world, schema: "http://127.0.0.1/schema");

        World again = WorldText.Read(written);

        Assert.Equal(Inside(world), Inside(again));
        Assert.Equal(written, await WorldText.WriteAsync(again, schema: "http://127.0.0.1/schema"));
    }

    [Fact]
    public async Task The_default_world_is_written_without_what_follows_from_it()
    {
        string written = await WorldText.WriteAsync(WorldFileReader.ReadDefault());

        Assert.DoesNotContain("AIDA", written, StringComparison.Ordinal);
        Assert.DoesNotContain("createdAt", written, StringComparison.Ordinal);
        Assert.DoesNotContain("\"path\"", written, StringComparison.Ordinal);
    }

    /// <summary>A member that somebody adds to an identity has to be said in the rich world, and so to survive the round.</summary>
    [Fact]
    public void The_rich_world_says_everything_there_is_to_say()
    {
        World world = WorldText.Read(RichWorld.Json);
        var said = new HashSet<(Type Type, string Member)>();
        var all = new HashSet<(Type Type, string Member)>();
        Collect(world, said, all);

        Assert.Empty(all.Except(said).Select(member => $"{member.Type.Name}.{member.Member}").Except(
            ["SamlProviderDefinition.Metadata", "FaultRuleDefinition.Generation", "FaultRuleDefinition.ExpiresAt", "FaultRuleDefinition.BeganAt", "Misbehaviour.Phase"])); // the cluster's own
    }

    [Fact]
    public void Whatever_IAM_made_of_a_world_it_is_the_same_after_a_round()
    {
        Gen<string> name = Gen.Char["abcXYZ019_+=,.@-"].Array[1, 12].Select(chars => new string(chars));
        Gen<DateTimeOffset> time = Gen.OneOf(
            Gen.Const(default(DateTimeOffset)), Gen.Long[0, 4_000_000_000L * TimeSpan.TicksPerSecond].Select(ticks => DateTimeOffset.UnixEpoch.AddTicks(ticks)));
        Gen<string> document = Gen.OneOf(Gen.Const(Document), Gen.Const(SpacedDocument));
        Gen<IReadOnlyDictionary<string, string>> documents = Gen.Dictionary(name, document)[0, 3].Select(map => (IReadOnlyDictionary<string, string>)map);
        Gen<IReadOnlyDictionary<string, string>> tags = Gen.Dictionary(name, Gen.String[Gen.Char[' ', '~'], 0, 8])[0, 3].Select(map => (IReadOnlyDictionary<string, string>)map);
        Gen<string> path = Gen.OneOf(Gen.Const("/"), Gen.Const("/team/"), Gen.Const("/a/b/"));
        Gen<string> digits = Gen.Char["ABCDEFGH234567"].Array[17].Select(chars => new string(chars));
        Gen<UserDefinition> user = Gen.Select(
            Gen.Select(name, path, digits, time), documents, tags, digits.Array[0, 2],
            (who, policies, labels, keys) => new UserDefinition
            {
                Name = who.Item1,
                Path = who.Item2,
                UserId = $"AIDA{who.Item3}",
                CreatedAt = who.Item4,
                Policies = policies,
                Tags = labels,
                AccessKeys = [.. keys.Select((key, i) => new AccessKeyDefinition($"AKIA{key[..16]}", $"secret/{key}", i == 0) { CreatedAt = who.Item4 })],
                PermissionsBoundary = keys.Length == 0 ? "arn:aws:iam::000000000001:policy/gone" : null,
            });
        Gen<RoleDefinition> role = Gen.Select(
            Gen.Select(name, path, digits, time), documents, tags, Gen.Int[3600, 43200],
            (who, policies, labels, seconds) => new RoleDefinition
            {
                Name = who.Item1,
                Path = who.Item2,
                RoleId = $"AROA{who.Item3}",
                CreatedAt = who.Item4,
                Policies = policies,
                Tags = labels,
                MaxSessionDuration = seconds,
                TrustPolicy = Trust,
            });
        Gen<ManagedPolicyDefinition> policy = Gen.Select(
            Gen.Select(name, path, digits, time), Gen.Int[1, 30].HashSet[1, 5], document, Gen.Int[1, 3],
            (who, numbers, text, gap) => new ManagedPolicyDefinition
            {
                Name = who.Item1,
                Path = who.Item2,
                Arn = $"arn:aws:iam::000000000001:policy{who.Item2}{who.Item1}",
                PolicyId = $"ANPA{who.Item3}",
                CreatedAt = who.Item4,
                Versions = [.. numbers.Order().Select(number => new PolicyVersionDefinition(number, text, who.Item4))],
                DefaultVersion = numbers.First(),
                NextVersion = numbers.Max() + gap,
            });
        Gen<World> world = Gen.Select(
            user.Array[0, 4], role.Array[0, 3], policy.Array[0, 3], Gen.Bool,
            (users, roles, policies, own) => new World([new WorldAccount(
                new AccountDefinition
                {
                    AccountId = "000000000001",
                    Users = Distinct(users, one => one.Name, one => one.UserId).DistinctBy(one => one.AccessKeys is [var key, ..] ? key.AccessKeyId : one.UserId).ToArray(),
                    Roles = [.. Distinct(roles, one => one.Name, one => one.RoleId)],
                    Policies = [.. Distinct(policies, one => one.Name, one => one.PolicyId)],
                },
                own ? new AccountQuotas(new QuotaLimits(1.25, 3), PerFederatedUser: null) : null)])
            {
                Quotas = new AccountQuotas(new QuotaLimits(7, 8), own ? null : new QuotaLimits(1, 1)),
            });

        world.Sample(one =>
        {
            string written = WorldText.WriteAsync(one).GetAwaiter().GetResult();
            World? again = WorldFileReader.Read(written, out IReadOnlyList<WorldFileError> errors);
            Assert.Empty(errors);
            Assert.Equal(Inside(one), Inside(again!));
        }, iter: 300);
    }

    [Fact]
    public async Task Without_secrets_the_file_says_where_they_are_expected()
    {
        World world = WorldText.Read("""
            {"accounts":[{"id":"123456789012",
              "users":[{"name":"a","accessKeys":[{"accessKeyId":"AKIARZPUZDIKREDACTED","secretAccessKey":"hush-hush"}]}],
              "mfaDevices":[{"serialNumber":"arn:aws:iam::123456789012:mfa/redacted","seed":"JBSWY3DPEHPK3PXP"}]}]}
            """);
        const string KeyVariable = "STSSIM_SECRET_AKIARZPUZDIKREDACTED";
        const string SeedVariable = "STSSIM_SEED_ARN_AWS_IAM__123456789012_MFA_REDACTED";

        string written = await WorldText.WriteAsync(world, withSecrets: false);

        Assert.DoesNotContain("hush-hush", written, StringComparison.Ordinal);
        Assert.DoesNotContain("JBSWY3DPEHPK3PXP", written, StringComparison.Ordinal);
        Assert.Equal(
            [$"names the environment variable {SeedVariable}, which is not set", $"names the environment variable {KeyVariable}, which is not set"],
            WorldText.Errors(written).Select(error => error.Reason).OrderByDescending(reason => reason));
        Environment.SetEnvironmentVariable(KeyVariable, "hush-hush");
        Environment.SetEnvironmentVariable(SeedVariable, "JBSWY3DPEHPK3PXP");
        Assert.Equal(Inside(world), Inside(WorldText.Read(written)));
    }

    private static IEnumerable<T> Distinct<T>(IEnumerable<T> items, Func<T, string> name, Func<T, string> id) =>
        items.DistinctBy(item => name(item).ToLowerInvariant()).DistinctBy(id);

    private static string Inside(World world) => JsonSerializer.Serialize(world);

    private static void Collect(object holder, HashSet<(Type, string)> said, HashSet<(Type, string)> all)
    {
        object? plain = holder.GetType() == typeof(AccountSettings) ? AccountSettings.Default : null;
        foreach (PropertyInfo property in holder.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            all.Add((holder.GetType(), property.Name));
            object? value = property.GetValue(holder);
            if (!IsLeftOut(value, property.PropertyType) && !Equals(value, plain is null ? null : property.GetValue(plain)))
            {
                said.Add((holder.GetType(), property.Name));
            }

            foreach (object item in value is IEnumerable items and not string ? items.Cast<object>() : [value!])
            {
                if (item?.GetType().Namespace?.StartsWith("StsSim", StringComparison.Ordinal) ?? false)
                {
                    Collect(item, said, all);
                }
            }
        }
    }

    private static bool IsLeftOut(object? value, Type type) =>
        value is null or false or ICollection { Count: 0 } || (type.IsValueType && value.Equals(Activator.CreateInstance(type)));
}
