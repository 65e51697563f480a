namespace StsSim.Compatibility.Tests.Fuzz;

/// <summary>Texts that parsers stumble over, by where they go. Characters are bytes, as on the wire.</summary>
internal static class HostileText
{
    /// <summary>Values of parameters, encoded or not.</summary>
    public static readonly string[] Values =
    [
        "", "%00", "%", "%4", "%GG", "%C0%80", "%ED%A0%80", "%F4%90%80%80", "%FF%FE", "%EF%BB%BF", "%F0%9F%98%80", "\u00c3\u0028", "+", "%2B", "%2520", "%0A%0D", "%E2%80%AE",
        "0", "-1", "900", "899", "2147483647", "2147483648", "99999999999999999999", "9e2", "0x384", "+900", "%D9%A3%D9%A6%D9%A0%D9%A0", "NaN", "null", "true",
        "%3C%26%3E%22%27", "%5D%5D%3E", "%3C%21DOCTYPE%20x%3E", "%1B%5B31m", "..%2F..%2Fetc%2Fpasswd", "%24%7Bjndi%3Aldap%3A%2F%2Fx%7D",
        "%7B", "%7B%7D", "%5B%5D", "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D", "%7B%22Statement%22%3Anull%7D", "%7B%22a%22%3A1%2C%22a%22%3A2%7D",
        "%22%5Cud800%22", "arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fweb", "arn%3Aaws%3Aiam%3A%3A%3Arole%2Fapp", "arn%3A%3A%3A%3A%3A", "eyJhbGciOiJub25lIn0.e30.", "a.b.c", "PHg%2B", "%2F%2F%2F%2F",
        "2011-06-15", "GetCallerIdentity", "GetFederationToken", "AssumeRole", "AssumeRoleWithSAML", "aws%3Akey",
    ];

    public static readonly string[] Names =
    [
        "Action", "action", "Version", "Name", "Policy", "DurationSeconds", "RoleArn", "Tags", "Tags.member.0.Key", "Tags.member.01.Key", "Tags.member.-1.Key",
        "Tags.member.2147483648.Key", "Tags.member.999999999999999999999.Key", "Tags.member.1", "Tags.member.1.Key.x", "Tags.member..Key", "Tags.1.Key", "Tags.entry.1.Key",
        "Tags.member.50.Key", "Tags.member.51.Key", "Tags.member.1.Value", "PolicyArns.member.1.arn", "PolicyArns.member.1.Arn", "PolicyArns.member.11.arn",
        "TransitiveTagKeys.member.1", "X-Amz-Algorithm", "X-Amz-Signature", "X-Amz-Security-Token", "X-Amz-Expires", "%41ction", "", "%00", ".", "member.1",
    ];

    /// <summary>Header lines that are well-formed, whatever they mean.</summary>
    public static readonly (string Name, string Value)[] Headers =
    [
        ("Accept", "application/json"), ("Accept", "*/*;q=0"), ("Accept", "application/json, text/xml;q=0.1"), ("Content-Type", "application/json"),
        ("Content-Type", "application/x-amz-json-1.0"), ("Content-Type", "multipart/form-data"), ("Content-Type", "application/x-www-form-urlencoded; charset=utf-16"),
        ("Content-Type", "\u00ff"), ("Content-Encoding", "gzip"), ("Content-MD5", "x"), ("Expect", "100-continue"), ("X-Amz-Date", ""), ("X-Amz-Date", "20260203T040506"),
        ("X-Amz-Date", "99999999T999999Z"), ("Date", "Tue, 03 Feb 2026 04:05:06 GMT"), ("Date", "yesterday"), ("X-Amz-Security-Token", ""), ("X-Amz-Security-Token", "IQoJb3JpZ2luX2Vj"),
        ("X-Amz-Security-Token", "not base64!"), ("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"), ("X-Amz-Target", "AWSSecurityTokenServiceV20110615.GetCallerIdentity"),
        ("X-Forwarded-For", "1.2.3.4"), ("X-HTTP-Method-Override", "PUT"), ("Cookie", "a=b"), ("Origin", "null"), ("Range", "bytes=0-1"), ("If-None-Match", "*"), ("Connection", "close"),
        ("Connection", "Upgrade, HTTP2-Settings"), ("Upgrade", "h2c"), ("amz-sdk-request", "attempt=99999999999; max=-1; ttl=x"), ("amz-sdk-invocation-id", "\u00fc"), ("User-Agent", ""),
        ("User-Agent", "aws-sdk-\u00ff/1 ua/2.1 m/,,,, cfg/retry-mode#"), ("Authorization", ""), ("Authorization", "AWS4-HMAC-SHA256"), ("Authorization", "AWS4-HMAC-SHA256 Credential=,SignedHeaders=,Signature="),
        ("Authorization", "AWS4-ECDSA-P256-SHA256 Credential=a/20260203/sts/aws4_request, SignedHeaders=host, Signature=00"), ("Authorization", "AWS AKIA:sig="), ("Authorization", "Bearer x"), ("Authorization", "Basic Og=="),
    ];

    /// <summary>Header lines that upset the framing of a message.</summary>
    public static readonly (string Name, string Value)[] Framing =
    [
        ("Content-Length", "0"), ("Content-Length", "-1"), ("Content-Length", "1"), ("Content-Length", "99999999999999999999"), ("Content-Length", "10, 10"), ("Content-Length", "0x10"), ("Content-Length", ""),
        ("Transfer-Encoding", "chunked"), ("Transfer-Encoding", "gzip, chunked"), ("Transfer-Encoding", "chunked, identity"), ("Transfer-Encoding", "xchunked"), ("Host", ""), ("Host", "a b"), ("Host", "[::1"),
        ("Host", "sts.amazonaws.com, sts.eu-west-1.amazonaws.com"), ("Bad Header", "x"), ("", "x"), ("X-Nul", "a\0b"), ("X-Fold", "a\r\n b"), ("X-Bare", "a\rb"), ("X-Split", "a\r\n\r\nGET / HTTP/1.1"), (":path", "/"),
    ];

    public static readonly string[] Methods = ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "post", "PRI", "A"];

    /// <summary>Targets and methods that HTTP does not have.</summary>
    public static readonly string[] Targets =
    [
        "/", "//", "/.", "/%2e", "/%2F", "/%00", "/?", "/?&&&", "/?=", "/#x", "*", "", "http://other.example/", "http://", "other.example:80", "/a/b", "/index.html", "/_stssim/", "/health/ready",
        "/\u00ff", "/?\u00ff=\u00ff", "/\\", "/;a=b",
    ];

    public static readonly string[] Versions = ["HTTP/1.1", "HTTP/1.0", "HTTP/1.2", "HTTP/2.0", "HTTP/0.9", "HTTP/11", "http/1.1", "", "HTTP/1.1 x"];
}
