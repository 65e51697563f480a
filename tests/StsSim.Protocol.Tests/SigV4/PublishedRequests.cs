namespace StsSim.Protocol.Tests.SigV4;

/// <summary>
/// Requests whose signatures AWS has published: the cases with path <c>/</c> of the aws-sig-v4-test-suite (as in
/// smithy-lang/smithy-rs, aws-signing-test-suite/v4, and in AWS's own first archive of it) and the IAM ListUsers example of the
/// Signature Version 4 documentation. All are signed with AKIDEXAMPLE on 30 August 2015 at 12:36:00 in us-east-1.
/// </summary>
internal static class PublishedRequests
{
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    public const string Date = "20150830T123600Z";

    private const string Host = "example.amazonaws.com";
    private const string Form = "application/x-www-form-urlencoded";
    private const string FormBodyHash = "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e";
    private const string UnreservedCharacters = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private const string LongToken =
        "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/"
        + "qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38"
        + "xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

    private const string ShortToken = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";

    /// <summary>Signed in the Authorization header.</summary>
    public static IReadOnlyDictionary<string, PublishedRequest> InHeader { get; } = ByName(
        new("iam-list-users", "GET", "Action=ListUsers&Version=2010-05-08", "content-type;host;x-amz-date", "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7", [("Content-Type", Form + "; charset=utf-8")])
        {
            Service = "iam",
            Host = "iam.amazonaws.com",
        },
        new("get-vanilla", "GET", "", "host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        new("get-vanilla-empty-query-key", "GET", "Param1=value1", "host;x-amz-date", "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb"),
        new("get-vanilla-query-order-key-case", "GET", "Param2=value2&Param1=value1", "host;x-amz-date", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
        new("get-vanilla-query-order-encoded", "GET", "Param-3=Value3&Param=Value2&%E1%88%B4=Value1", "host;x-amz-date", "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac"),
        new("get-vanilla-query-unreserved", "GET", $"{UnreservedCharacters}={UnreservedCharacters}", "host;x-amz-date", "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197"),
        new("get-vanilla-utf8-query", "GET", "\u1234=bar", "host;x-amz-date", "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"),
        new("get-vanilla-with-session-token", "GET", "", "host;x-amz-date;x-amz-security-token", "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8", [("X-Amz-Security-Token", ShortToken)]),
        new("get-header-key-duplicate", "GET", "", "host;my-header1;x-amz-date", "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea", [("My-Header1", "value2"), ("My-Header1", "value2"), ("My-Header1", "value1")]),
        new("get-header-value-order", "GET", "", "host;my-header1;x-amz-date", "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01", [("My-Header1", "value4"), ("My-Header1", "value1"), ("My-Header1", "value3"), ("My-Header1", "value2")]),
        new("get-header-value-trim", "GET", "", "host;my-header1;my-header2;x-amz-date", "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736", [("My-Header1", " value1"), ("My-Header2", " \"a   b   c\"")]),

        // The folded lines of the original reach us as spaces (RFC 9112, 5.2).
        new("get-header-value-multiline", "GET", "", "host;my-header1;x-amz-date", "cfd34249e4b1c8d6b91ef74165d41a32e5fab3306300901bb65a51a73575eefd", [("My-Header1", "value1   value2      value3")]),
        new("post-vanilla", "POST", "", "host;x-amz-date", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        new("post-vanilla-query", "POST", "Param1=value1", "host;x-amz-date", "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11"),
        new("post-header-key-sort", "POST", "", "host;my-header1;x-amz-date", "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c", [("My-Header1", "value1")]),
        new("post-header-value-case", "POST", "", "host;my-header1;x-amz-date", "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d", [("My-Header1", "VALUE1")]),
        new("post-sts-header-before", "POST", "", "host;x-amz-date;x-amz-security-token", "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead", [("X-Amz-Security-Token", LongToken)]),
        new("post-sts-header-after", "POST", "", "host;x-amz-date", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b", [("X-Amz-Security-Token", LongToken)]),
        new("post-x-www-form-urlencoded", "POST", "", "content-length;content-type;host;x-amz-content-sha256;x-amz-date", "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b", [("Content-Type", Form), ("Content-Length", "13"), ("x-amz-content-sha256", FormBodyHash)])
        {
            Body = "Param1=value1",
        },
        new("post-x-www-form-urlencoded-parameters", "POST", "", "content-length;content-type;host;x-amz-content-sha256;x-amz-date", "328d1b9eaadca9f5818ef05e8392801e091653bafec24fcab71e7344e7f51422", [("Content-Type", Form + "; charset=utf-8"), ("Content-Length", "13"), ("x-amz-content-sha256", FormBodyHash)])
        {
            Body = "Param1=value1",
        },
        new("post-x-www-form-urlencoded (first archive)", "POST", "", "content-type;host;x-amz-date", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a", [("Content-Type", Form)])
        {
            Body = "Param1=value1",
        });

    /// <summary>Signed in the query string, valid for an hour.</summary>
    public static IReadOnlyDictionary<string, PublishedRequest> InQuery { get; } = ByName(
        new("get-vanilla", "GET", "", "host", "e93c787ed7f371d5c6b165c1b38ede9550f4dce4144713e844b25b7192d3865d"),
        new("get-vanilla-empty-query-key", "GET", "Param1=value1", "host", "49096700cbbaa5753443850f40df10f904fc2fdb544dc9512203cc77c471a9de"),
        new("get-vanilla-query-order-key-case", "GET", "Param2=value2&Param1=value1", "host", "86012e2c9ad4d77369f5d81c11f75158aae4f895a085212cc6d3f923d300bed5"),
        new("get-vanilla-query-order-encoded", "GET", "Param-3=Value3&Param=Value2&%E1%88%B4=Value1", "host", "c5f1848ceec943ac2ca68ee720460c23aaae30a2300586597ada94c4a65e4787"),
        new("get-vanilla-query-unreserved", "GET", $"{UnreservedCharacters}={UnreservedCharacters}", "host", "8e76a88a7433637b12778d5592799b29ad21ecd6cf6325051c21d86f0acda2bf"),
        new("get-vanilla-utf8-query", "GET", "\u1234=bar", "host", "0bdd809b1519ac4f0c1dc3540e2cc46bd0c7f778eda408b2ebf3b913d21ff600"),
        new("get-vanilla-with-session-token", "GET", $"X-Amz-Security-Token={ShortToken}", "host", "7ff2b50b376cb4d151970630573d6291dc128cc5c2a12ffb237f73cc53f67b6c"),
        new("get-header-key-duplicate", "GET", "", "host;my-header1", "3349ee0b81b4b589da0ff28a395c3591e04de515651dd74f298fa992d1507a97", [("My-Header1", "value2"), ("My-Header1", "value2"), ("My-Header1", "value1")]),
        new("get-header-value-order", "GET", "", "host;my-header1", "313720e71ca6202fdcfa9b20f88de01a4eb0638a83c833b1c184359a4eda864e", [("My-Header1", "value4"), ("My-Header1", "value1"), ("My-Header1", "value3"), ("My-Header1", "value2")]),
        new("get-header-value-trim", "GET", "", "host;my-header1;my-header2", "e7bb0fd515e125e1aec2ecc4c0c17484fb06f6846b927c35e46005dd3df3acd4", [("My-Header1", " value1"), ("My-Header2", " \"a   b   c\"")]),
        new("get-header-value-multiline", "GET", "", "host;my-header1", "e6f5def831211aca02987a44b96826706278c7bc078112ae0263659c5b2f2d56", [("My-Header1", "value1   value2      value3")]),
        new("post-vanilla", "POST", "", "host", "2ce6e6d2e0cf2f9d1b55fafec88cd20574c31dc2e7631979f71ba2310083e95b"),
        new("post-vanilla-query", "POST", "Param1=value1", "host", "a9ef26247f293bffe40eeff86a0480ba8c14d31503b2e0c3399e3a16bf1a3682"),
        new("post-header-key-sort", "POST", "", "host;my-header1", "c09d07e0d55871f10f2a6d350d994acf6825a3cae70673d7def55616e6119dd7", [("My-Header1", "value1")]),
        new("post-header-value-case", "POST", "", "host;my-header1", "0698bc9e4f7f9139065ba2909c0e99da257e8e2a42492a097bcd46d792391fed", [("My-Header1", "VALUE1")]),
        new("post-sts-header-before", "POST", $"X-Amz-Security-Token={Uri.EscapeDataString(LongToken)}", "host", "46c2e3c63c1dbe7d39f8ada16fe7f001c1f56c5791441565323677f96308871c"),
        new("post-x-www-form-urlencoded", "POST", "", "content-length;content-type;host", "89a40deed0f26f9461242825a082d2222717248abc7ab41f552ad84a94ad46e9", [("Content-Type", Form), ("Content-Length", "13")])
        {
            Body = "Param1=value1",
        },
        new("post-x-www-form-urlencoded-parameters", "POST", "", "content-length;content-type;host", "0dbeb9b026c7b6675f266b8427efec9b4fa8b1f6ef1477d717aea231106eab4d", [("Content-Type", Form + "; charset=utf-8"), ("Content-Length", "13")])
        {
            Body = "Param1=value1",
        });

    private static Dictionary<string, PublishedRequest> ByName(params PublishedRequest[] requests) => requests.ToDictionary(r => r.Name);

    /// <param name="Headers">Those besides Host and what a signer adds.</param>
    internal sealed record PublishedRequest(
        string Name, string Method, string Query, string SignedHeaders, string Signature, params (string Name, string Value)[] Headers)
    {
        public string Service { get; init; } = "service";

        public string Host { get; init; } = PublishedRequests.Host;

        public string Body { get; init; } = "";
    }
}
