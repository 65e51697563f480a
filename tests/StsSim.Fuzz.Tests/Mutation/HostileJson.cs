namespace StsSim.Fuzz.Tests.Mutation;

/// <summary>Scalars and names that readers of JSON stumble over.</summary>
internal static class HostileJson
{
    public static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "0.5", "1e400", "-1e400", "1e-400", "1E5", "2147483647", "2147483648", "-2147483649", "9223372036854775807",
        "9223372036854775808", "9007199254740993", "99999999999999999999999999", "0.1000000000000000055511151231257827", "1.7976931348623157e308", "5e-324", "12e1", "3600.0000000001",
        "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\uffff\"", "\"\u00e4\u00f6\"", "\"a\\nb\"", "\"\\\"\\\\\"", "\"null\"", "\"1\"", "\"-1\"",
        "\"*\"", "\"**\"", "\"?\"", "\"$\"", "\"${\"", "\"${}\"", "\"${*}\"", "\"${aws:username}\"", "\"${a${b}}\"", "\"${aws:username, '}'}\"", "\"{n}\"", "\"{number}\"", "\"{0}\"", "\"{account}{n:000}\"",
        "\"arn:aws:iam::123456789012:role/app\"", "\"arn:::::\"", "\"arn:aws:iam::123456789012:root\"", "\"arn:aws:s3:::bucket/*?${aws:userid}\"", "\"123456789012\"", "\"000000000000\"",
        "\"2026-11-27T12:00:00Z\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"2026-02-30T00:00:00Z\"", "\"1 h\"", "\"999999999999999h\"", "\"1e400s\"", "\"-5ms\"", "\"0s\"", "\"NaN\"", "\"Infinity\"",
        "\"192.0.2.0/24\"", "\"::1/129\"", "\"::ffff:1.2.3.4/200\"", "\"1-\"", "\"3-1\"", "\"-3\"", "\"4294967296-\"", "\"AssumeRole*\"", "\"2012-10-17\"", "\"2008-10-17\"",
        "\"*.successRate >= 0.5\"", "\"a.b >= \"", "\"*.p50Ms < 1e999\"", "{}", "[]", "[[]]", "{\"\":{}}", "[null]",
    ];

    public static readonly string[] Names =
    [
        "\"\"", "\" \"", "\"__proto__\"", "\"$schema\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\u0053tatement\"", "\"statement\"", "\"Statement\"", "\"Version\"", "\"Principal\"", "\"NotPrincipal\"", "\"NotAction\"", "\"NotResource\"", "\"Condition\"",
        "\"ForAllValues:StringLike\"", "\"ForAnyValue:ArnLikeIfExists\"", "\"StringEqualsIfExists\"", "\"Null\"", "\"NumericLessThan\"", "\"DateGreaterThan\"", "\"IpAddress\"", "\"BinaryEquals\"", "\"Bool\"", "\"aws:SourceIp\"", "\"aws:PrincipalTag/x\"", "\"AWS\"",
        "\"Federated\"", "\"Service\"", "\"CanonicalUser\"", "\"id\"", "\"name\"", "\"count\"", "\"faults\"", "\"effect\"", "\"type\"", "\"match\"", "\"schedule\"", "\"delay\"", "\"distribution\"", "\"preset\"", "\"probability\"", "\"sequence\"",
        "\"quotas\"", "\"clock\"", "\"phases\"", "\"expectations\"", "\"load\"", "\"iss\"", "\"sub\"", "\"aud\"", "\"azp\"", "\"exp\"", "\"iat\"", "\"nbf\"", "\"amr\"", "\"alg\"", "\"kid\"", "\"crit\"", "\"jwk\"",
        "\"https://aws.amazon.com/tags\"", "\"https://aws.amazon.com/tags/principal_tags/K\"", "\"https://aws.amazon.com/source_identity\"", "\"keys\"", "\"kty\"", "\"n\"", "\"e\"", "\"crv\"", "\"x\"", "\"y\"", "\"x5c\"",
    ];
}
