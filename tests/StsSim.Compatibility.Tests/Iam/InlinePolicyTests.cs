using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class InlinePolicyTests(PolicySimulator simulator)
{
    private static readonly string[] Kinds = ["User", "Group", "Role"];

    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task A_policy_is_put_shown_replaced_and_deleted()
    {
        await CreateHoldersAsync();
        foreach (string kind in Kinds)
        {
            string document = PolicyTexts.Allow("s3:Get*") + " ";
            (await PutAsync(kind, "reader", document)).IsSuccess();
            IamAnswer got = (await _account.CallAsync($"Get{kind}Policy", NameOf(kind), ("PolicyName", "reader"))).IsSuccess();

            Assert.Equal(NameOf(kind).Value, got.Text($"{kind}Name"));
            Assert.Equal("reader", got.Text("PolicyName"));
            Assert.Equal(Uri.EscapeDataString(document), got.Text("PolicyDocument"));

            (await PutAsync(kind, "reader", PolicyTexts.Deny("s3:*"))).IsSuccess();
            Assert.Equal(
                PolicyTexts.Deny("s3:*"),
                Uri.UnescapeDataString((await _account.CallAsync($"Get{kind}Policy", NameOf(kind), ("PolicyName", "reader"))).Text("PolicyDocument")));
            (await _account.CallAsync($"Delete{kind}Policy", NameOf(kind), ("PolicyName", "reader"))).IsSuccess();
            foreach (string action in (string[])[$"Get{kind}Policy", $"Delete{kind}Policy"])
            {
                (await _account.CallAsync(action, NameOf(kind), ("PolicyName", "reader")))
                    .IsRefusal(404, "NoSuchEntity", $"The {kind.ToLowerInvariant()} policy with name reader cannot be found.");
            }
        }
    }

    [Fact]
    public async Task Names_are_listed_in_pages()
    {
        await CreateHoldersAsync();
        foreach (string kind in Kinds)
        {
            foreach (string name in (string[])["c", "a", "B"])
            {
                (await PutAsync(kind, name, PolicyTexts.Allow("s3:*"))).IsSuccess();
            }

            IamAnswer first = (await _account.CallAsync($"List{kind}Policies", NameOf(kind), ("MaxItems", "2"))).IsSuccess();
            IamAnswer second = await _account.CallAsync($"List{kind}Policies", NameOf(kind), ("Marker", first.Text("Marker")));

            Assert.Equal(["a", "B"], first.Texts("PolicyNames/member"));
            Assert.Equal("true", first.Text("IsTruncated"));
            Assert.Equal(["c"], second.Texts("PolicyNames/member"));
            Assert.False(second.Has("Marker"));
        }
    }

    [Fact]
    public async Task Who_is_not_there_has_no_policies()
    {
        foreach (string kind in Kinds)
        {
            foreach (string action in (string[])[$"Put{kind}Policy", $"Get{kind}Policy", $"Delete{kind}Policy", $"List{kind}Policies"])
            {
                (await _account.CallAsync(action, ($"{kind}Name", "nobody"), ("PolicyName", "p"), ("PolicyDocument", PolicyTexts.Allow("s3:*"))))
                    .IsRefusal(404, "NoSuchEntity", $"The {kind.ToLowerInvariant()} with name nobody cannot be found.");
            }
        }
    }

    [Fact]
    public async Task A_document_out_of_order_is_refused_and_one_of_the_older_version_is_not()
    {
        await CreateHoldersAsync();
        foreach (string kind in Kinds)
        {
            (await PutAsync(kind, "p", "no JSON")).IsRefusal(400, "MalformedPolicyDocument", "Syntax errors in policy.");
            (await PutAsync(kind, "p", PolicyTexts.Allow("s3:*", "bucket"))).IsRefusal(400, "MalformedPolicyDocument", "Resource bucket must be in ARN format or \"*\".");
            (await PutAsync(kind, "p", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""")).IsSuccess();
        }
    }

    [Fact]
    public async Task All_of_them_together_have_a_size_white_space_not_counted()
    {
        await CreateHoldersAsync();
        foreach ((string kind, int size) in ((string, int)[])[("User", 2048), ("Group", 5120), ("Role", 10_240)])
        {
            string small = PolicyTexts.Allow("s3:*");
            int overhead = PolicyTexts.Allow("s3:*", "arn:aws:s3:::").Length;
            string rest = PolicyTexts.Allow("s3:*", "arn:aws:s3:::" + new string('b', size - small.Length - overhead));

            (await PutAsync(kind, "small", small + "\n\n\n")).IsSuccess();
            (await PutAsync(kind, "rest", rest.Replace("bbb", "bbbb", StringComparison.Ordinal))).IsRefusal(
                409, "LimitExceeded", $"Maximum policy size of {size} bytes exceeded for {kind.ToLowerInvariant()} {NameOf(kind).Value}");
            (await PutAsync(kind, "rest", rest)).IsSuccess();
        }
    }

    [Fact]
    public async Task What_is_put_counts_from_the_next_request_on_and_no_longer_once_deleted()
    {
        await CreateHoldersAsync();
        ClientKey user = await _account.CreateKeyAsync("Ann");
        (await _account.CallAsync("AddUserToGroup", ("GroupName", "Readers"), ("UserName", "Ann"))).IsSuccess();
        ClientKey session = await _account.AssumeRoleAsync("/service/app");

        foreach ((string kind, ClientKey caller) in ((string, ClientKey)[])[("User", user), ("Group", user), ("Role", session)])
        {
            Assert.Equal(403, (await _account.CallAsync(caller, "ListGroups")).Wire.Status);
            (await PutAsync(kind, "p", PolicyTexts.Allow("iam:ListGroups"))).IsSuccess();
            (await _account.CallAsync(caller, "ListGroups")).IsSuccess();
            (await _account.CallAsync($"Delete{kind}Policy", NameOf(kind), ("PolicyName", "p"))).IsSuccess();
            Assert.Equal(403, (await _account.CallAsync(caller, "ListGroups")).Wire.Status);
        }
    }

    private static (string Name, string Value) NameOf(string kind) => kind switch
    {
        "User" => ("UserName", "Ann"),
        "Group" => ("GroupName", "Readers"),
        _ => ("RoleName", "app"),
    };

    private Task<IamAnswer> PutAsync(string kind, string name, string document) =>
        _account.CallAsync($"Put{kind}Policy", NameOf(kind), ("PolicyName", name), ("PolicyDocument", document));

    private async Task CreateHoldersAsync()
    {
        (await _account.CallAsync("CreateUser", ("UserName", "Ann"))).IsSuccess();
        (await _account.CallAsync("CreateGroup", ("GroupName", "Readers"))).IsSuccess();
    }
}
