using StsSim.Iam.Policies;

namespace StsSim.Iam.Tests.Policies;

/// <summary>Documents and the sentences AWS answered them with, as moto's tests of CreatePolicy quote them.</summary>
public sealed class IdentityPolicyRulesTests
{
    private const string Syntax = "Syntax errors in policy.";
    private const string Version = "Policy document must be version 2012-10-17 or greater.";
    private const string Legacy = "The policy failed legacy parsing";
    private const string Actions = "Policy statement must contain actions.";
    private const string Resources = "Policy statement must contain resources.";
    private const string Prefaced = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    private const string OneColon = "Actions/Condition can contain only one colon.";
    private const string Unique = "Statement IDs (SID) in a single policy must be unique.";

    [Theory]
    [InlineData("This is not a json document", Syntax)]
    [InlineData("""{"Version":"2012-10-17"}""", Syntax)]
    [InlineData("""{"Version":"2012-10-17","Statement":[]}""", Syntax)]
    [InlineData("""{"Version":"2012-10-17","Statement":["afd"]}""", Syntax)]
    [InlineData("""{"Version":"2013-10-17","Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::b"}}""", Syntax)]
    [InlineData("""{"Version":"2012-10-17","Id":{},"Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::b"}}""", Syntax)]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"\ud800","Resource":"*"}}""", Syntax)]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","\ud800":1}}""", Syntax)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::b"}}""", Version)]
    [InlineData("""{"Version":"2008-10-17","Statement":{"Effect":"denY","Action":"s3:ListBucket","Resource":"arn:aws:s3:::b"}}""", Version)]
    [InlineData("""{"Statement":[{"Sid":"a","Effect":"Allow","Action":"s3:*","Resource":"*"},{"Sid":"a","Effect":"Allow"}]}""", Version)]
    public void Of_the_document(string document, string sentence) => Assert.Equal(sentence, IdentityPolicyRules.FindFault(document, isManaged: true));

    [Theory]
    [InlineData(""" "Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::b","Extra field":"value" """, Syntax)]
    [InlineData(""" "Effect":"invalid","Action":"s3:ListBucket","Resource":"arn:aws:s3:::b" """, Syntax)]
    [InlineData(""" "Action":"s3:ListBucket","Resource":"arn:aws:s3:::b" """, Syntax)]
    [InlineData(""" "Effect":"Deny","Action":[[]],"Resource":"arn:aws:s3:::b" """, Syntax)]
    [InlineData(""" "Effect":"Allow","NotAction":"s3s:ListBucket","Action":[],"Resource":"arn:aws:s3:::b" """, Syntax)]
    [InlineData(""" "Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::b","NotResource":"*" """, Syntax)]
    [InlineData(""" "Effect":"Allow","Action":"s3:ListBucket","Resource":{"a":"arn:aws:s3:::b"} """, Syntax)]
    [InlineData(""" "Sid":[],"Effect":"Allow","Action":"s3:ListBucket","Resource":"*" """, Syntax)]
    [InlineData(""" "Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"x":{"a":"1"}} """, Syntax)]
    [InlineData(""" "Effect":"Allow","Resource":"*","Condition":{"DateGreaterThan":{"a":{}}} """, Syntax)]
    [InlineData(""" "Effect":"denY","Action":"s3:ListBucket","Resource":"arn:aws:s3:::b" """, Legacy)]
    [InlineData(""" "Effect":"allow","Resource":"arn:aws:s3:us-east-1::b" """, Legacy)]
    [InlineData(""" "Effect":"Allow","Condition":{"DateGreaterThan":{"a":"sdfdsf"}} """, Legacy)]
    [InlineData(""" "Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:error:s3:::b","Condition":{"DateGreaterThan":{"a":"sdfdsf"}} """, Legacy)]
    [InlineData(""" "Effect":"Allow","Resource":"arn:aws:s3::b" """, Legacy)]
    [InlineData(""" "Effect":"Allow","Action":"s3:ListBucket","NotResource":"arn:aws:s3::b" """, Legacy)]
    [InlineData(""" "Effect":"Allow","NotAction":"s3:ListBucket","Resource":"arn:aws::::b" """, Legacy)]
    [InlineData(""" "Effect":"Allow","Resource":"arn:aws:s3:::b" """, Actions)]
    [InlineData(""" "Effect":"Allow" """, Actions)]
    [InlineData(""" "Effect":"Allow","Action":[],"Resource":"arn:aws:s3:::b" """, Actions)]
    [InlineData(""" "Effect":"Allow","Action":"s3:ListBucket" """, Resources)]
    [InlineData(""" "Effect":"Allow","Action":"s3:ListBucket","Resource":[] """, Resources)]
    [InlineData(""" "Effect":"Allow","Action":"invalid" """, Prefaced)]
    [InlineData(""" "Effect":"Allow","NotAction":"","Resource":"arn:aws:s3:::b" """, Prefaced)]
    [InlineData(""" "Effect":"Allow","Action":"a a:ListBucket","Resource":"arn:aws:s3:::b" """, "Vendor a a is not valid")]
    [InlineData(""" "Effect":"Allow","Action":"s3:List:Bucket","Resource":"arn:aws:s3:::b" """, OneColon)]
    [InlineData(""" "Effect":"Allow","Action":"s:3:ListBucket","Resource":"sdfsadf" """, "Resource sdfsadf must be in ARN format or \"*\".")]
    [InlineData(""" "Effect":"Allow","Action":"s3:ListBucket","Resource":"" """, "Resource  must be in ARN format or \"*\".")]
    [InlineData(""" "Effect":"Allow","NotAction":"s3s:ListBucket","Resource":"a:x" """, "Partition \"x\" is not valid for resource \"arn:x:*:*:*:*\".")]
    [InlineData(""" "Effect":"Allow","NotAction":"s3s:ListBucket","Resource":"a:b:c:d:e:f:g:h" """, "Partition \"b\" is not valid for resource \"arn:b:c:d:e:f:g:h\".")]
    [InlineData(""" "Effect":"Allow","Action":"s3:ListBucket","Resource":"aws:s3:::b" """, "Partition \"s3\" is not valid for resource \"arn:s3:::b:*\".")]
    [InlineData(""" "Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws" """, "Resource vendor must be fully qualified and cannot contain regexes.")]
    [InlineData(""" "Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:us-east-1::b" """, "Resource arn:aws:s3:us-east-1::b can not contain region information.")]
    [InlineData(""" "Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:iam:us-east-1::b" """, "IAM resource arn:aws:iam:us-east-1::b cannot contain region information.")]
    [InlineData(
        """ "Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:iam:::b" """,
        "IAM resource path must either be \"*\" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, "
        + "sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.")]
    [InlineData(""" "Effect":"Allow","Principal":"*","Action":"s3:ListBucket","Resource":"*" """, "Policy document should not specify a principal.")]
    [InlineData(
        """ "Sid":"a b","Effect":"Allow","Action":"s3:ListBucket","Resource":"*" """,
        "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*")]
    public void Of_a_statement(string statement, string sentence) =>
        Assert.Equal(sentence, IdentityPolicyRules.FindFault("{\"Version\":\"2012-10-17\",\"Statement\":{" + statement + "}}", isManaged: true));

    [Fact]
    public void Ids_come_before_actions() => Assert.Equal(
        Unique,
        IdentityPolicyRules.FindFault(
            """{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Action":"s3:*","Resource":"*"},{"Sid":"a","Effect":"Allow"}]}""", isManaged: true));

    [Theory]
    [InlineData(""" "Effect":"Allow","Action":"iam: asdf safdsf af ","Resource":"arn:aws:s3:::b" """)]
    [InlineData(""" "Effect":"Allow","Action":"s3-s.x:ListBucket","Resource":["arn:aws:s33:::b","*"] """)]
    [InlineData(""" "Effect":"Allow","Action":"*","Resource":"arn:aws:s3:us-west-2:123456789012:accesspoint/my-access-point" """)]
    [InlineData(""" "Effect":"Allow","NotAction":"s3:ListBucket","NotResource":"*" """)]
    [InlineData(""" "Sid":"","Effect":"Allow","Action":"iam:GetUser","Resource":"arn:aws:iam::*:user/${aws:username}" """)]
    [InlineData(""" "Effect":"Allow","Action":"iam:*","Resource":["arn:aws:iam::123456789012:root","arn:aws:iam::123456789012:*","arn:aws:iam::*:ro*"] """)]
    [InlineData(""" "Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2019-07-01T13:20:15Z"}} """)]
    public void Of_policies_in_order_there_is_nothing_to_say(string statement) =>
        Assert.Null(IdentityPolicyRules.FindFault("{\"Version\":\"2012-10-17\",\"Statement\":{" + statement + "}}", isManaged: true));

    [Fact]
    public void An_inline_policy_may_be_of_the_older_version()
    {
        const string Document = """{"Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}}""";

        Assert.Null(IdentityPolicyRules.FindFault(Document, isManaged: false));
    }
}
