using System.Text.Json;
using CsCheck;

namespace StsSim.Iam.Tests.Policies;

/// <summary>Random policies of the whole grammar.</summary>
internal static class PolicyTexts
{
    // Drawn together with the policy's own elements, so half of what a policy says concerns a drawn request.
    public static readonly string[] Actions = ["s3:GetObject", "s3:PutObject", "sts:AssumeRole"];
    public static readonly string[] Resources = ["arn:aws:s3:::a/1", "arn:aws:s3:::a/Alice", "arn:aws:iam::111122223333:role/r"];
    public static readonly string[] Keys = ["aws:username", "aws:TagKeys", "x:number", "x:missing"];

    private static readonly Gen<string> Action = Gen.OneOf("*", "s3:*", "S3:get*", "sts:Assume?ole", "iam:*");

    private static readonly Gen<string> ResourceElement =
        Gen.OneOf("*", "arn:aws:s3:::a/*", "arn:aws:s3:::a/${aws:username}", "arn:aws:s3:::a/${x:missing, '1'}", "arn:*:iam::*:role/r");

    private static readonly Gen<string> Principal = Gen.OneOf(
        "\"*\"",
        """{"AWS":"*"}""",
        """{"AWS":["111122223333"]}""",
        """{"AWS":["arn:aws:iam::111122223333:user/staff/Alice","444455556666"],"Service":["ec2.amazonaws.com"]}""",
        """{"Federated":"accounts.google.com","CanonicalUser":"79a5"}""",
        "{}");

    private static readonly Gen<string> Test = Gen.Select(
        Gen.OneOf("", "ForAllValues:", "ForAnyValue:"),
        Gen.OneOf("StringEquals", "StringNotEquals", "stringlike", "StringNotLike", "StringEqualsIgnoreCase", "ArnLike", "ArnNotEquals"),
        Gen.OneOf("", "IfExists"),
        (qualifier, test, suffix) => qualifier + test + suffix);

    private static readonly Gen<string> Text = Gen.Frequency(
        (4, Gen.OneOf("Alice", "A*", "a", "${aws:username}", "${*}", "arn:aws:s3:::*", "7")),
        (1, Gen.String[Gen.Char[' ', '퟿'], 0, 8]));

    private static readonly Gen<string> Values = Gen.Frequency(
        (3, Text.Select(Quote)),
        (2, Text.Array[0, 3].Select(texts => List(texts))),
        (1, Gen.OneOf("true", "-1.50", "1e3")));

    private static readonly Gen<string> TextCondition = Gen.Select(
        Test, Gen.OneOf(Keys), Values, (test, key, values) => $$"""{"{{test}}":{"{{key}}":{{values}} } }""");

    private static readonly Gen<string> OtherCondition = Gen.OneOf(
        """{"NumericLessThan":{"x:number":"10"}}""",
        """{"Bool":{"x:missing":"true"},"Null":{"aws:username":false}}""",
        """{"NotIpAddress":{"x:missing":["10.0.0.0/8","::1"]},"DateGreaterThan":{"x:number":0}}""",
        """{"BinaryEquals":{"x:missing":"QUJD"},"StringEquals":{}}""");

    private static readonly Gen<string> Condition = Gen.Frequency((3, Gen.Const("{}")), (2, TextCondition), (1, OtherCondition));

    private static readonly Gen<string> Body = Gen.Select(
        Gen.OneOf("Action", "Action", "NotAction"), Action.Array[0, 3],
        Gen.OneOf("Resource", "Resource", "NotResource"), ResourceElement.Array[0, 2],
        Condition,
        (action, actions, resource, resources, condition) =>
            $"\"{action}\":{List(actions)},\"{resource}\":{List(resources)},\"Condition\":{condition}");

    /// <summary>A statement of an identity policy, of either effect.</summary>
    public static readonly Gen<string> Statement = Gen.Select(Gen.OneOf("Allow", "Deny"), Body, (effect, body) => $$"""{"Effect":"{{effect}}",{{body}}}""");

    public static readonly Gen<string> AllowStatement = Body.Select(body => $$"""{"Effect":"Allow",{{body}}}""");

    /// <summary>A statement of a resource policy, of either effect.</summary>
    public static readonly Gen<string> ResourceStatement = Gen.Select(
        Gen.OneOf("Allow", "Deny"), Gen.OneOf("Principal", "NotPrincipal"), Principal, Body,
        (effect, element, principal, body) => $$"""{"Effect":"{{effect}}","{{element}}":{{principal}},{{body}}}""");

    /// <summary>A resource policy, which has every element that there is.</summary>
    public static readonly Gen<string> Resource = Gen.Select(
        Gen.OneOf("", "\"Version\":\"2008-10-17\",", "\"Version\":\"2012-10-17\",", "\"Id\":\"i\","),
        ResourceStatement.Array[1, 4],
        (head, statements) => $$"""{ {{head}} "Statement":[{{string.Join(", ", statements)}}]}""");

    private static string List(string[] texts) => texts is [string only] ? Quote(only) : $"[{string.Join(',', texts.Select(Quote))}]";

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
