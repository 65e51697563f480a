using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Worlds;

public sealed class WorldFileErrorTests
{
    private const string Statement = """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""";

    public static TheoryData<string, string, string> WrongAccounts { get; } = new()
    {
        { "\"id\":\"12345678901\"", ".id", "twelve digits" },
        { "\"id\":123456789012", ".id", "must be a string" },
        { "\"id\":null", ".id", "is missing" },
        { "\"alias\":1", ".alias", "must be a string" },
        { "\"alias\":\"Upper\"", ".alias", "lower-case letters" },
        { "\"usrs\":[]", ".usrs", "is not known here; did you mean users?" },
        { "\"users\":{}", ".users", "must be a list" },
        { "\"users\":[1]", ".users[0]", "must be an object" },
        { "\"users\":[{\"name\":\"a\"},{\"name\":\"A\"}]", ".users[1].name", "unique ignoring case" },
        { "\"users\":[{\"name\":\"a b\"}]", ".users[0].name", "1 to 64 characters" },
        { "\"users\":[{\"path\":\"/\"}]", ".users[0].name", "is missing" },
        { "\"users\":[{\"name\":\"a\",\"path\":\"staff/\"}]", ".users[0].path", "begin and end with a slash" },
        { "\"users\":[{\"name\":\"a\",\"groups\":[\"ops\"]}]", ".users[0].groups[0]", "is no group of this account" },
        { "\"users\":[{\"name\":\"a\",\"tags\":{\"k\":1}}]", ".users[0].tags.k", "must be a string" },
        { "\"users\":[{\"name\":\"a\",\"tags\":[]}]", ".users[0].tags", "must be an object" },
        { "\"users\":[{\"name\":\"a\",\"managedPolicyArns\":[\"arn:aws:iam::aws:policy/Nope\"]}]", ".users[0].managedPolicyArns[0]", "neither a policy of this account nor" },
        { "\"users\":[{\"name\":\"a\",\"policies\":{\"p\":{}}}]", ".users[0].policies.p.Statement", "at least one statement" },
        { "\"users\":[{\"name\":\"a\",\"policies\":{\"p\":\"{\"}}]", ".users[0].policies.p", "Not valid JSON" },
        { "\"users\":[{\"name\":\"a\",\"policies\":{\"p\":{\"Statement\":[{\"Effect\":\"allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}}}]", ".users[0].policies.p.Statement[0].Effect", "Allow" },
        { "\"policies\":[{\"name\":\"p\"}]", ".policies[0]", "needs a document, or versions of it" },
        { "\"policies\":[{\"name\":\"p\",\"document\":" + Statement + "},{\"name\":\"P\",\"document\":" + Statement + "}]", ".policies[1].name", "unique ignoring case" },
        { "\"roles\":[{\"name\":\"r\"}]", ".roles[0]", "needs a trustPolicy" },
        { "\"roles\":[{\"name\":\"r\",\"trustPolicy\":" + Statement + "}]", ".roles[0].trustPolicy.Statement.Resource", "names no resource" },
        { "\"roles\":[{\"name\":\"r\",\"trustPolicy\":{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}},\"maxSessionDuration\":3599}]", ".roles[0].maxSessionDuration", "between 3600 and 43200" },
        { "\"roles\":[{\"name\":\"r\",\"trustPolicy\":{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}},\"maxSessionDuration\":3600.5}]", ".roles[0].maxSessionDuration", "whole number" },
        { "\"root\":{\"accessKeys\":[{\"accessKeyId\":\"AKIA\",\"secretAccessKey\":\"s\"}]}", ".root.accessKeys[0].accessKeyId", "16 to 128 letters" },
        { "\"root\":{\"accessKeys\":[{\"accessKeyId\":\"AKIA0123456789ABCDEF\",\"secretAccessKey\":\"\"}]}", ".root.accessKeys[0].secretAccessKey", "must not be empty" },
        { "\"root\":{\"accessKeys\":[{\"accessKeyId\":\"ASIA0123456789ABCDEF\",\"secretAccessKey\":\"s\"}]}", ".root.accessKeys[0].accessKeyId", "marks the keys of sessions" },
        { "\"root\":{\"accessKeys\":[{\"accessKeyId\":\"AKIA0123456789ABCDEF\",\"secretAccessKey\":\"s\",\"status\":\"active\"}]}", ".root.accessKeys[0].status", "Active or Inactive" },
        { "\"root\":{\"password\":\"x\"}", ".root.password", "is not known here" },
        { "\"quotas\":{\"default\":{\"requestsPerSecond\":-1}}", ".quotas.default.requestsPerSecond", "must lie between 0 and" },
        { "\"alias\":\"\\ud800\"", ".alias", "half a surrogate pair" },
        { "\"users\":[{\"name\":\"a\",\"tags\":{\"k\":\"\\udc00\"}}]", ".users[0].tags.k", "half a surrogate pair" },
        { "\"users\":[{\"name\":\"a\",\"policies\":{\"p\":{\"Id\":\"\\ud800\"}}}]", ".users[0].policies.p", "half a surrogate pair" },
        { "\"users\":[{\"name\":\"a\",\"policies\":{\"p\":\"\\ud800\"}}]", ".users[0].policies.p", "half a surrogate pair" },
    };

    [Theory]
    [MemberData(nameof(WrongAccounts))]
    public void What_is_wrong_with_an_account_is_named_by_its_path(string member, string path, string reason)
    {
        string id = member.StartsWith("\"id\"", StringComparison.Ordinal) ? "" : "\"id\":\"123456789012\",";

        IReadOnlyList<WorldFileError> errors = Errors($$"""{"accounts":[{{{id}}{{member}}}]}""");

        Assert.Contains(errors, error => error.Path == "$.accounts[0]" + path && error.Reason.Contains(reason, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.StartsWith("$.accounts[0]" + path, error.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[]", "$", "must be an object")]
    [InlineData("{}", "$.accounts", "must hold at least one account")]
    [InlineData("""{"accounts":[]}""", "$.accounts", "must hold at least one account")]
    [InlineData("""{"accounts":[{"id":"123456789012"}],"zebras":[]}""", "$.zebras", "is not known here; known are $schema, accounts, organization, quotas, faults, clock, seed")]
    [InlineData("""{"accounts":[{"id":"123456789012"},{"id":"123456789012"}]}""", "$.accounts[1].id", "no other account's")]
    [InlineData("""{"accounts":[{"id":"123456789012","alias":"one"},{"id":"210987654321","alias":"one"}]}""", "$.accounts[1].alias", "no other account's")]
    [InlineData("""{"accounts":[{"id":"123456789012"}],"quotas":{"default":{"burst":3}}}""", "$.quotas.default", "needs requestsPerSecond")]
    [InlineData("""{"accounts":[{"id":"123456789012"}]""", "$", "is not JSON")]
    [InlineData("", "$", "is not JSON")]
    [InlineData("{\"accounts\":[\n{\"id\":}]}", "$", "is not JSON (line 2, byte 7): ")]
    [InlineData("""{"accounts":[],"accounts":[{"id":"123456789012"}]}""", "$", "is not JSON")]
    [InlineData("""{"accounts":[{"id":"123456789012"}],"\ud800":1}""", "$", "half a surrogate pair")]
    public void What_is_wrong_with_the_whole_is_named_too(string json, string path, string reason)
    {
        WorldFileError error = Assert.Single(Errors(json));

        Assert.Equal(path, error.Path);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_may_stand_once_in_a_world_whatever_the_account()
    {
        const string Keys = """{"accessKeys":[{"accessKeyId":"AKIA0123456789ABCDEF","secretAccessKey":"s"}]}""";

        WorldFileError error = Assert.Single(Errors(
            $$"""{"accounts":[{"id":"000000000001","root":{{Keys}}},{"id":"000000000002","root":{{Keys}}}]}"""));

        Assert.Equal("$.accounts[1].root.accessKeys[0].accessKeyId", error.Path);
    }

    [Fact]
    public void All_errors_are_reported_in_one_go()
    {
        IReadOnlyList<WorldFileError> errors = Errors("""
            {
              "quotas": { "default": { "requestsPerSecond": "many" } },
              "accounts": [
                { "id": "1", "users": [{ "name": "?" }, { "name": "ok", "path": "x" }] },
                { "id": "000000000002", "roles": [{ "name": "r" }], "quotas": { "each": 1 } }
              ]
            }
            """);

        Assert.Equal(
            [
                "$.quotas.default.requestsPerSecond",
                "$.accounts[0].id",
                "$.accounts[0].users[0].name",
                "$.accounts[0].users[1].path",
                "$.accounts[1].roles[0]",
                "$.accounts[1].quotas.each",
            ],
            errors.Select(error => error.Path));
    }

    [Fact]
    public void An_error_reads_as_a_sentence() => Assert.Equal("$.a: is missing", new WorldFileError("$.a", "is missing").ToString());

    private static IReadOnlyList<WorldFileError> Errors(string json)
    {
        Assert.Null(WorldFileReader.Read(json, out IReadOnlyList<WorldFileError> errors));
        return errors;
    }
}
