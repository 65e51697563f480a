using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Faults;

/// <summary>Every kind of mistake in a rule is refused, by the path of the mistake.</summary>
public sealed class FaultRuleErrorTests
{
    private const string Effect = """ "effect": { "type": "closeConnection" } """;

    [Theory]
    [InlineData("[]", "$", "must be an object")]
    [InlineData("\"storm\"", "$", "must be an object")]
    [InlineData("{}", "$.effect", "is missing")]
    [InlineData("""{ "effect": 5 }""", "$.effect", "must be an object")]
    [InlineData("""{ "effect": {} }""", "$.effect.type", "is missing")]
    [InlineData("""{ "effect": { "type": "" } }""", "$.effect.type", "must not be empty")]
    [InlineData("""{ "effect": { "type": "eror" } }""", "$.effect.type", "is no effect; did you mean error?")]
    [InlineData("""{ "effect": { "type": "explode" } }""", "$.effect.type", "is no effect; known are error, gatewayError")]
    [InlineData("""{ "effect": { "type": 5 } }""", "$.effect.type", "must be a string")]
    [InlineData("""{ "preset": "sts-throtle" }""", "$.preset", "is no preset; did you mean sts-throttle?")]
    [InlineData("""{ "preset": "bad-day" }""", "$.preset", "is no preset; known are sts-throttle, ")]
    [InlineData("""{ "preset": "" }""", "$.preset", "is no preset")]
    [InlineData("""{ "preset": 5 }""", "$.preset", "must be a string")]
    [InlineData("""{ "preset": "sts-throttle", "probability": 2 }""", "$.probability", "must lie between 0 and 1")]
    [InlineData("""{ "preset": "sts-throttle", "efect": {} }""", "$.efect", "did you mean effect?")]
    [InlineData("""{ "preset": "jwks-unreachable", "match": { "operations": [] } }""", "$.match.operations", "must not be empty")]
    [InlineData("""{ "preset": "sts-throttle", "match": 5 }""", "$.match", "must be an object")]
    public void A_rule_needs_an_effect_that_there_is(string rule, string path, string reason) => IsRefused(rule, path, reason);

    [Theory]
    [InlineData("""{ "type": "error" }""", "code", "is missing")]
    [InlineData("""{ "type": "error", "code": "" }""", "code", "must not be empty")]
    [InlineData("""{ "type": "error", "code": "Throtling" }""", "code", "did you mean Throttling?")]
    [InlineData("""{ "type": "error", "code": "Nonsense" }""", "code", "one of your own needs a status")]
    [InlineData("""{ "type": "error", "code": "Rate exceeded", "status": 400 }""", "code", "printable ASCII without spaces")]
    [InlineData("""{ "type": "error", "code": "Gedrosselt\u00fc", "status": 400 }""", "code", "printable ASCII without spaces")]
    [InlineData("""{ "type": "error", "code": "Throttling", "status": 200 }""", "status", "must be a whole number between 400 and 599")]
    [InlineData("""{ "type": "error", "code": "Throttling", "status": 600 }""", "status", "must be a whole number between 400 and 599")]
    [InlineData("""{ "type": "error", "code": "Throttling", "status": 400.5 }""", "status", "must be a whole number between 400 and 599")]
    [InlineData("""{ "type": "error", "code": "Throttling", "status": "400" }""", "status", "must be a whole number")]
    [InlineData("""{ "type": "error", "code": "Throttling", "message": 5 }""", "message", "must be a string")]
    [InlineData("""{ "type": "error", "code": "Throttling", "amzRetryAfterMs": -1 }""", "amzRetryAfterMs", "must be a whole number between 0 and 86400000")]
    [InlineData("""{ "type": "error", "code": "Throttling", "retryAfterSeconds": 1.5 }""", "retryAfterSeconds", "must be a whole number between 0 and 86400")]
    [InlineData("""{ "type": "error", "code": "Throttling", "body": "html" }""", "body", "must be one of aws, text, empty")]
    [InlineData("""{ "type": "error", "code": "Throttling", "mesage": "no" }""", "mesage", "did you mean message?")]
    [InlineData("""{ "type": "gatewayError", "status": 404 }""", "status", "must be a whole number between 500 and 599")]
    [InlineData("""{ "type": "gatewayError", "empty": 1 }""", "empty", "must be true or false")]
    [InlineData("""{ "type": "gatewayError", "code": "X" }""", "code", "is not known here")]
    [InlineData("""{ "type": "abort", "at": "never" }""", "at", "must be one of beforeHeaders, afterHeaders, midBody")]
    [InlineData("""{ "type": "abort", "how": "gently" }""", "how", "must be one of ")]
    [InlineData("""{ "type": "abort", "at": "midBody", "performed": false }""", "performed", "cannot be false where part of the answer is sent")]
    [InlineData("""{ "type": "abort", "performed": "no" }""", "performed", "must be true or false")]
    [InlineData("""{ "type": "hang", "seconds": -1 }""", "seconds", "must lie between 0 and 3600")]
    [InlineData("""{ "type": "hang", "then": "wake" }""", "then", "must be one of ")]
    [InlineData("""{ "type": "hang", "then": "answer", "performed": false }""", "performed", "cannot be false where an answer comes after all")]
    [InlineData("""{ "type": "truncate", "bytes": -1 }""", "bytes", "must be a whole number between 0 and 10000000")]
    [InlineData("""{ "type": "truncate", "fraction": 1.1 }""", "fraction", "must lie between 0 and 1")]
    [InlineData("""{ "type": "truncate", "bytes": 1, "fraction": 0.1 }""", "fraction", "cannot stand beside bytes")]
    [InlineData("""{ "type": "truncate", "contentLength": "some" }""", "contentLength", "must be one of cut, whole")]
    [InlineData("""{ "type": "trickle", "bytesPerSecond": 0 }""", "bytesPerSecond", "must lie between 1 and")]
    [InlineData("""{ "type": "trickle", "bytesPerSecond": 10, "durationMs": 5 }""", "durationMs", "cannot stand beside bytesPerSecond")]
    [InlineData("""{ "type": "trickle", "pieces": 0 }""", "pieces", "must be a whole number between 1 and 10000")]
    [InlineData("""{ "type": "garbage", "bytes": 0 }""", "bytes", "must be a whole number between 1 and 1000000")]
    [InlineData("""{ "type": "badChunk", "bytes": 1 }""", "bytes", "is not known here")]
    [InlineData("""{ "type": "malform", "how": 1 }""", "how", "is not known here")]
    [InlineData("""{ "type": "contentType", "value": "text/html\r\nSet-Cookie: a=b" }""", "value", "must be printable ASCII")]
    [InlineData("""{ "type": "duplicateHeaders", "name": "Date" }""", "name", "is not known here")]
    [InlineData("""{ "type": "closeConnection", "after": 1 }""", "after", "is not known here")]
    [InlineData("""{ "type": "clockSkew" }""", "seconds", "is missing")]
    [InlineData("""{ "type": "clockSkew", "seconds": 1e12 }""", "seconds", "must lie between")]
    [InlineData("""{ "type": "expireSessions" }""", "afterSeconds", "is missing")]
    [InlineData("""{ "type": "expireSessions", "afterSeconds": -1 }""", "afterSeconds", "must lie between 0 and 129600")]
    [InlineData("""{ "type": "expireSessions", "afterSeconds": 1, "announced": "yes" }""", "announced", "must be true or false")]
    [InlineData("""{ "type": "unknownKeys" }""", "forSeconds", "is missing")]
    [InlineData("""{ "type": "unknownKeys", "forSeconds": 100000 }""", "forSeconds", "must lie between 0 and 86400")]
    [InlineData("""{ "type": "capacity", "serviceTime": { "kind": "fixed", "ms": 1 } }""", "concurrency", "is missing")]
    [InlineData("""{ "type": "capacity", "concurrency": 0, "serviceTime": { "kind": "fixed", "ms": 1 } }""", "concurrency", "must be a whole number between 1 and 1000000")]
    [InlineData("""{ "type": "capacity", "concurrency": 1.5, "serviceTime": { "kind": "fixed", "ms": 1 } }""", "concurrency", "must be a whole number")]
    [InlineData("""{ "type": "capacity", "concurrency": 1 }""", "serviceTime", "is missing")]
    [InlineData("""{ "type": "capacity", "concurrency": 1, "serviceTime": 40 }""", "serviceTime", "must be an object")]
    [InlineData("""{ "type": "capacity", "concurrency": 1, "serviceTime": { "kind": "fixed", "ms": 1 }, "queue": 5 }""", "queue", "must be an object")]
    [InlineData("""{ "type": "capacity", "concurrency": 1, "serviceTime": { "kind": "fixed", "ms": 1 }, "queue": { "discipline": "random" } }""", "queue.discipline", "must be one of fifo, lifo")]
    [InlineData("""{ "type": "capacity", "concurrency": 1, "serviceTime": { "kind": "fixed", "ms": 1 }, "queue": { "limit": -1 } }""", "queue.limit", "must be a whole number between 0 and 1000000")]
    [InlineData("""{ "type": "capacity", "concurrency": 1, "serviceTime": { "kind": "fixed", "ms": 1 }, "queue": { "deadlineMs": -1 } }""", "queue.deadlineMs", "must lie between")]
    [InlineData("""{ "type": "capacity", "concurrency": 1, "serviceTime": { "kind": "fixed", "ms": 1 }, "queue": { "limits": 1 } }""", "queue.limits", "did you mean limit?")]
    [InlineData("""{ "type": "latency" }""", "distribution", "is missing")]
    [InlineData("""{ "type": "latency", "distribution": { "kind": "fixed", "ms": 1 }, "at": "noon" }""", "at", "must be one of before, after")]
    public void An_effect_takes_what_is_possible(string effect, string member, string reason) =>
        IsRefused($$"""{ "effect": {{effect}} }""", $"$.effect.{member}", reason);

    [Theory]
    [InlineData("5", "", "must be an object")]
    [InlineData("{}", ".kind", "is missing")]
    [InlineData("""{ "kind": "" }""", ".kind", "must not be empty")]
    [InlineData("""{ "kind": "gauss" }""", ".kind", "must be one of fixed, uniform, exponential, normal, lognormal, pareto, percentiles")]
    [InlineData("""{ "kind": "fixed" }""", ".ms", "is missing")]
    [InlineData("""{ "kind": "fixed", "ms": -1 }""", ".ms", "must lie between 0 and 3600000")]
    [InlineData("""{ "kind": "fixed", "ms": "10" }""", ".ms", "must be a number")]
    [InlineData("""{ "kind": "fixed", "ms": 1e999 }""", ".ms", "must be a number")]
    [InlineData("""{ "kind": "fixed", "ms": 1, "max": 2 }""", ".max", "is not known here")]
    [InlineData("""{ "kind": "uniform", "minMs": 10, "maxMs": 5 }""", ".maxMs", "must lie between 10 and 3600000")]
    [InlineData("""{ "kind": "uniform", "minMs": 10 }""", ".maxMs", "is missing")]
    [InlineData("""{ "kind": "exponential", "meanMs": 1e9 }""", ".meanMs", "must lie between 0 and 3600000")]
    [InlineData("""{ "kind": "normal", "meanMs": 10 }""", ".standardDeviationMs", "is missing")]
    [InlineData("""{ "kind": "normal", "meanMs": 10, "standardDeviationMs": -1 }""", ".standardDeviationMs", "must lie between 0 and")]
    [InlineData("""{ "kind": "lognormal", "medianMs": 10, "sigma": 11 }""", ".sigma", "must lie between 0 and 10")]
    [InlineData("""{ "kind": "pareto", "minMs": 10, "alpha": 0 }""", ".alpha", "must lie between 0.1 and 100")]
    [InlineData("""{ "kind": "percentiles" }""", ".percentiles", "must name at least the percentiles 0 and 100")]
    [InlineData("""{ "kind": "percentiles", "percentiles": [] }""", ".percentiles", "must be an object")]
    [InlineData("""{ "kind": "percentiles", "percentiles": { "0": 1 } }""", ".percentiles", "must name at least the percentiles 0 and 100")]
    [InlineData("""{ "kind": "percentiles", "percentiles": { "1": 1, "100": 5 } }""", ".percentiles", "must name at least the percentiles 0 and 100")]
    [InlineData("""{ "kind": "percentiles", "percentiles": { "0": 5, "50": 4, "100": 6 } }""", ".percentiles", "must not fall")]
    [InlineData("""{ "kind": "percentiles", "percentiles": { "0": 5, "50": 6, "50.0": 6, "100": 6 } }""", ".percentiles", "name no percentile twice")]
    [InlineData("""{ "kind": "percentiles", "percentiles": { "0": 5, "p50": 6, "100": 6 } }""", ".percentiles.p50", "must be named by a percentile between 0 and 100")]
    [InlineData("""{ "kind": "percentiles", "percentiles": { "0": 5, "101": 6, "100": 6 } }""", ".percentiles.101", "must be named by a percentile between 0 and 100")]
    [InlineData("""{ "kind": "percentiles", "percentiles": { "0": 5, "-1": 6, "100": 6 } }""", ".percentiles.-1", "must be named by a percentile between 0 and 100")]
    [InlineData("""{ "kind": "percentiles", "percentiles": { "0": 5, "NaN": 6, "100": 6 } }""", ".percentiles.NaN", "must be named by a percentile between 0 and 100")]
    [InlineData("""{ "kind": "percentiles", "percentiles": { "0": -5, "100": 6 } }""", ".percentiles.0", "must lie between 0 and 3600000")]
    [InlineData("""{ "kind": "percentiles", "percentiles": { "0": "5", "100": 6 } }""", ".percentiles.0", "must be a number")]
    public void A_distribution_takes_what_is_possible(string distribution, string member, string reason)
    {
        IsRefused($$"""{ "effect": { "type": "latency", "distribution": {{distribution}} } }""", $"$.effect.distribution{member}", reason);
        IsRefused($$"""{ "delay": {{distribution}}, {{Effect}} }""", $"$.delay{member}", reason);
    }

    [Theory]
    [InlineData("\"probability\": 1.01", "probability", "must lie between 0 and 1")]
    [InlineData("\"probability\": -0.1", "probability", "must lie between 0 and 1")]
    [InlineData("\"probability\": \"0.3\"", "probability", "must be a number")]
    [InlineData("\"every\": 0", "every", "must be a whole number between 1 and 1000000000")]
    [InlineData("\"every\": 2.5", "every", "must be a whole number between 1 and 1000000000")]
    [InlineData("\"first\": 0", "first", "must be a whole number between 1 and 1000000000")]
    [InlineData("\"first\": 1, \"skip\": -1", "skip", "must be a whole number between 0 and 1000000000")]
    [InlineData("\"skip\": 1", "skip", "belongs to first")]
    [InlineData("\"every\": 1, \"skip\": 1", "skip", "belongs to first")]
    [InlineData("\"repeat\": true", "repeat", "belongs to sequence")]
    [InlineData("\"sequence\": [true], \"repeat\": 1", "repeat", "must be true or false")]
    [InlineData("\"sequence\": []", "sequence", "must hold 1 to 10000 of true and false")]
    [InlineData("\"sequence\": true", "sequence", "must be a list")]
    [InlineData("\"sequence\": [true, 1]", "sequence[1]", "must be true, where the fault strikes, or false")]
    [InlineData("\"probability\": 0.5, \"every\": 2", "every", "cannot stand beside probability")]
    [InlineData("\"first\": 1, \"sequence\": [true]", "sequence", "cannot stand beside first")]
    [InlineData("\"per\": \"person\"", "per", "must be one of request, invocation, client")]
    [InlineData("\"enabled\": \"yes\"", "enabled", "must be true or false")]
    [InlineData("\"description\": 5", "description", "must be a string")]
    [InlineData("\"ttlSeconds\": 0", "ttlSeconds", "must lie between 0.001 and 2592000")]
    [InlineData("\"ttlSeconds\": 1e9", "ttlSeconds", "must lie between 0.001 and 2592000")]
    [InlineData("\"ttlSeconds\": \"60\"", "ttlSeconds", "must be a number")]
    [InlineData("\"seed\": 1.5", "seed", "must be a whole number")]
    [InlineData("\"seed\": 1e300", "seed", "must lie between")]
    [InlineData("\"probabilty\": 0.5", "probabilty", "did you mean probability?")]
    [InlineData("\"id\": \"other\"", "id", "is not the id it is put under, 'rule'")]
    public void A_rule_takes_what_is_possible(string members, string member, string reason) =>
        IsRefused($$"""{ {{members}}, {{Effect}} }""", $"$.{member}", reason);

    [Theory]
    [InlineData("[]", "", "must be an object")]
    [InlineData("""{ "acounts": [] }""", ".acounts", "did you mean accounts?")]
    [InlineData("""{ "accounts": [] }""", ".accounts", "must not be empty; leave it out to match everything")]
    [InlineData("""{ "accounts": "123456789012" }""", ".accounts", "must be a list")]
    [InlineData("""{ "accounts": ["123456789012", "12345"] }""", ".accounts[1]", "must be the twelve digits of an account id")]
    [InlineData("""{ "accounts": [123456789012] }""", ".accounts[0]", "must be a string")]
    [InlineData("""{ "operations": [] }""", ".operations", "must not be empty")]
    [InlineData("""{ "operations": ["AssumRole"] }""", ".operations[0]", "is no operation of STS or IAM; did you mean AssumeRole?")]
    [InlineData("""{ "operations": ["GetObject"] }""", ".operations[0]", "is no operation of STS or IAM")]
    [InlineData("""{ "operations": [""] }""", ".operations[0]", "must be 1 to 2048 characters")]
    [InlineData("""{ "principals": [] }""", ".principals", "must not be empty")]
    [InlineData("""{ "principals": [""] }""", ".principals[0]", "must be 1 to 2048 characters")]
    [InlineData("""{ "roles": [5] }""", ".roles[0]", "must be a string")]
    [InlineData("""{ "federatedUsers": [] }""", ".federatedUsers", "must not be empty")]
    [InlineData("""{ "sessionNames": [] }""", ".sessionNames", "must not be empty")]
    [InlineData("""{ "accessKeyIds": [] }""", ".accessKeyIds", "must not be empty")]
    [InlineData("""{ "credentials": [] }""", ".credentials", "must not be empty")]
    [InlineData("""{ "credentials": ["permanent"] }""", ".credentials[0]", "must be none, longTerm or session")]
    [InlineData("""{ "userAgents": [] }""", ".userAgents", "must not be empty")]
    [InlineData("""{ "sdks": [] }""", ".sdks", "must not be empty")]
    [InlineData("""{ "retryModes": [] }""", ".retryModes", "must not be empty")]
    [InlineData("""{ "applicationIds": [] }""", ".applicationIds", "must not be empty")]
    [InlineData("""{ "regions": [] }""", ".regions", "must not be empty")]
    [InlineData("""{ "sources": [] }""", ".sources", "must not be empty")]
    [InlineData("""{ "sources": ["somewhere"] }""", ".sources[0]", "must be an address such as")]
    [InlineData("""{ "sources": ["10.0.0.0/x"] }""", ".sources[0]", "must be an address such as")]
    [InlineData("""{ "sources": ["10.0.0.0/33"] }""", ".sources[0]", "must be an address such as")]
    [InlineData("""{ "attempts": [] }""", ".attempts", "must not be empty")]
    [InlineData("""{ "attempts": 2 }""", ".attempts", "must be a list")]
    [InlineData("""{ "attempts": [0] }""", ".attempts[0]", "must be a whole number between 1 and 1000")]
    [InlineData("""{ "attempts": [1.5] }""", ".attempts[0]", "must be a whole number between 1 and 1000")]
    [InlineData("""{ "attempts": ["3-2"] }""", ".attempts[0]", "must be a number between 1 and 1000, or a range")]
    [InlineData("""{ "attempts": ["-2"] }""", ".attempts[0]", "must be a number between 1 and 1000, or a range")]
    [InlineData("""{ "attempts": ["1-2-3"] }""", ".attempts[0]", "must be a number between 1 and 1000, or a range")]
    [InlineData("""{ "attempts": ["2"] }""", ".attempts[0]", "must be a number between 1 and 1000, or a range")]
    [InlineData("""{ "attempts": [true] }""", ".attempts[0]", "must be a number between 1 and 1000, or a range")]
    [InlineData("""{ "headers": [] }""", ".headers", "must be an object")]
    [InlineData("""{ "headers": { "x-tenant": 5 } }""", ".headers.x-tenant", "must be a string")]
    [InlineData("""{ "headers": { "x-tenant": [] } }""", ".headers.x-tenant", "must not be empty")]
    [InlineData("""{ "headers": { "x-tenant": ["a", ""] } }""", ".headers.x-tenant[1]", "must be 1 to 2048 characters")]
    public void A_match_takes_what_is_possible(string match, string member, string reason) =>
        IsRefused($$"""{ "match": {{match}}, {{Effect}} }""", $"$.match{member}", reason);

    [Theory]
    [InlineData("""[{ EFFECT }]""", "$[0].id", "is missing")]
    [InlineData("""[{ "id": "", EFFECT }]""", "$[0].id", "must be 1 to 64 letters, digits, hyphens, underscores and dots")]
    [InlineData("""[{ "id": "a/b", EFFECT }]""", "$[0].id", "must be 1 to 64 letters")]
    [InlineData("""[{ "id": "a", EFFECT }, { "id": "b", EFFECT }, { "id": "A", EFFECT }]""", "$[2].id", "is another rule's: ids are unique whatever their case")]
    [InlineData("""[{ "id": "a", EFFECT }, { "id": "a", EFFECT }]""", "$[1].id", "is another rule's")]
    [InlineData("""[{ "id": "a", EFFECT }, 5]""", "$[1]", "must be an object")]
    [InlineData("""[{ "id": "a", "effect": { "type": "error", "code": "Throtling" } }]""", "$[0].effect.code", "did you mean Throttling?")]
    [InlineData("""{ "id": "a" }""", "$", "must be a list")]
    public void In_a_list_every_rule_has_an_id_of_its_own(string rules, string path, string reason)
    {
        RuleText.ReadAll(rules.Replace("EFFECT", Effect, StringComparison.Ordinal), out List<WorldFileError> errors);
        WorldFileError error = Assert.Single(errors);
        Assert.Equal(path, error.Path);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(1001, 1)]
    [InlineData(3000, 1)]
    public void There_are_a_thousand_rules_at_most(int count, int errorCount)
    {
        RuleText.ReadAll($"[{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{ "id": "r{{i}}", {{Effect}} }"""))}]", out List<WorldFileError> errors);
        Assert.Equal(errorCount, errors.Count);
        Assert.All(errors, error => Assert.Equal(new WorldFileError("$[1000]", "is one rule too many; there may be 1000"), error));
    }

    [Fact]
    public void An_id_may_be_64_characters_and_no_more()
    {
        RuleText.Read($$"""{ {{Effect}} }""", new string('a', 64), out List<WorldFileError> fits);
        RuleText.Read($$"""{ {{Effect}} }""", new string('a', 65), out List<WorldFileError> isTooLong);
        Assert.Empty(fits);
        Assert.Equal("$.id", Assert.Single(isTooLong).Path);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        RuleText.Read(
            """{ "match": { "attempts": [0], "accounts": [] }, "probability": 2, "every": 0, "effect": { "type": "latency", "distribution": {} } }""",
            "rule",
            out List<WorldFileError> errors);
        Assert.Equal(
            ["$.effect.distribution.kind", "$.every", "$.match.accounts", "$.match.attempts[0]", "$.probability"],
            errors.Select(error => error.Path).Distinct().Order(StringComparer.Ordinal));
    }

    private static void IsRefused(string rule, string path, string reason)
    {
        RuleText.Read(rule, "rule", out List<WorldFileError> errors);
        Assert.Contains(errors, error => error.Path == path && error.Reason.Contains(reason, StringComparison.Ordinal));
    }
}
