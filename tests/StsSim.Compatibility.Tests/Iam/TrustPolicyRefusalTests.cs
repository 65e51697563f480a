namespace StsSim.Compatibility.Tests.Iam;

/// <summary>What IAM says of a trust policy that it does not take.</summary>
public sealed class TrustPolicyRefusalTests(IamSimulator simulator)
{
    private readonly IamAccount _account = simulator.TakeAccount();

    public static TheoryData<string, string> Refused { get; } = new()
    {
        { "not valid json", "This policy contains invalid Json" },
        { """{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:InvalidAction"}]}""", "AssumeRole policy may only specify STS AssumeRole actions." },
        { """{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":["sts:AssumeRole","sts:*"]}]}""", "AssumeRole policy may only specify STS AssumeRole actions." },
        { """{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole","Resource":"*"}]}""", "Has prohibited field Resource" },
        { """{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole","NotResource":"*"}]}""", "AssumeRole policy must not contain resources." },
        { """{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]}""", "Missing required field Principal" },
        { """{"Statement":[{"Effect":"Allow","Principal":{},"Action":"sts:AssumeRole"}]}""", "Missing required field Principal cannot be empty!" },
        { """{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"}}]}""", "Missing required field Action" },
        { """{"Statement":[{"Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""", "Missing required field Effect" },
        { """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}""", "AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\"." },
        { """{"Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}]}""", "AssumeRole policy must not contain NotPrincipal field." },
        { """{"Statement":[{"Effect":"Allow","NotPrincipal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}]}""", "Allow with NotPrincipal is not allowed." },
        { """{"Statement":[{"Effect":"Allow","Principal":{"Service":"lambda"},"Action":"sts:AssumeRole"}]}""", "Invalid principal in policy: \"SERVICE\":\"lambda\"" },
        { """{"Statement":[{"Effect":"Allow","Principal":{"AWS":["*","arn:aws:iam::123456789012:user/*"]},"Action":"sts:AssumeRole"}]}""", "Invalid principal in policy: \"AWS\":\"arn:aws:iam::123456789012:user/*\"" },
        { """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:group/g"},"Action":"sts:AssumeRole"}]}""", "Invalid principal in policy: \"AWS\":\"arn:aws:iam::123456789012:group/g\"" },
        { """{"Statement":[{"Effect":"allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""", "Syntax errors in policy." },
        { """{"Statement":[]}""", "Syntax errors in policy." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_bad_trust_policy_is_neither_created_nor_updated(string policy, string message)
    {
        (await CreateAsync("good", TrustPolicies.Service)).IsSuccess();

        (await CreateAsync("bad", policy)).IsRefusal(400, "MalformedPolicyDocument", message);
        (await _account.CallAsync("UpdateAssumeRolePolicy", ("RoleName", "good"), ("PolicyDocument", policy)))
            .IsRefusal(400, "MalformedPolicyDocument", message);
        Assert.Equal(
            Uri.EscapeDataString(TrustPolicies.Service),
            (await _account.CallAsync("GetRole", ("RoleName", "good"))).Text("Role/AssumeRolePolicyDocument"));
    }

    [Theory]
    [InlineData("user/nobody")]
    [InlineData("role/nobody")]
    [InlineData("user/staff/admin")]
    [InlineData("role/admin")]
    public async Task A_principal_that_does_not_exist_is_refused(string resource)
    {
        string arn = $"arn:aws:iam::{_account.Id}:{resource}";

        (await CreateAsync("r", TrustPolicies.Of(_account.Id, arn))).IsRefusal(
            400, "MalformedPolicyDocument", $"Invalid principal in policy: \"AWS\":\"{arn}\"");
    }

    [Theory]
    [InlineData("arn:aws:iam::999999999999:user/admin")]
    [InlineData("AIDAIOSFODNN7EXAMPLE2")]
    public async Task So_is_one_of_an_account_that_is_not_in_the_world_and_an_id_of_nobody(string principal) =>
        (await CreateAsync("r", TrustPolicies.Of(principal))).IsRefusal(
            400, "MalformedPolicyDocument", $"Invalid principal in policy: \"AWS\":\"{principal}\"");

    [Fact]
    public async Task A_principal_of_another_partition_is_nobody()
    {
        string arn = $"arn:aws-cn:iam::{_account.Id}:user/admin";

        (await CreateAsync("r", TrustPolicies.Of(arn))).IsRefusal(400, "MalformedPolicyDocument", $"Invalid principal in policy: \"AWS\":\"{arn}\"");
    }

    [Fact]
    public async Task A_role_cannot_trust_itself_before_it_is_there()
    {
        string arn = $"arn:aws:iam::{_account.Id}:role/narcissus";

        (await CreateAsync("narcissus", TrustPolicies.Of(arn))).IsRefusal(
            400, "MalformedPolicyDocument", $"Invalid principal in policy: \"AWS\":\"{arn}\"");
        (await CreateAsync("narcissus", TrustPolicies.Service)).IsSuccess();
        (await _account.CallAsync("UpdateAssumeRolePolicy", ("RoleName", "narcissus"), ("PolicyDocument", TrustPolicies.Of(arn)))).IsSuccess();
    }

    [Fact]
    public async Task Two_thousand_and_forty_eight_characters_are_the_most_white_space_aside()
    {
        string longest = TrustPolicies.Service.Replace("{\"Effect\"", $"{{\"Sid\":\"{new string('s', 2048 - TrustPolicies.Service.Length - 9)}\",\"Effect\"", StringComparison.Ordinal);

        (await CreateAsync("fits", longest.Replace(",", ", ", StringComparison.Ordinal))).IsSuccess();
        (await CreateAsync("does-not", longest.Replace("\"Sid\":\"s", "\"Sid\":\"ss", StringComparison.Ordinal))).IsRefusal(
            409, "LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048");
    }

    private async Task<IamAnswer> CreateAsync(string name, string policy) =>
        await _account.CallAsync("CreateRole", ("RoleName", name), ("AssumeRolePolicyDocument", policy));
}
