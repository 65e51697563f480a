using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

/// <summary>One account of the <see cref="IamSimulator"/> and the keys to it.</summary>
public sealed record IamAccount(RunningSimulator Simulator, string Id, ClientKey Root, ClientKey Admin)
{
    /// <summary>Calls IAM as the administrator.</summary>
    /// <param name="parameters">In the Query protocol's names, e.g. <c>("Tags.member.1.Key", "team")</c>.</param>
    public Task<IamAnswer> CallAsync(string action, params (string Name, string Value)[] parameters) => CallAsync(Admin, action, parameters);

    /// <summary>Calls IAM with any key; <see langword="null"/> sends the request unsigned.</summary>
    public async Task<IamAnswer> CallAsync(ClientKey? key, string action, params (string Name, string Value)[] parameters)
    {
        IEnumerable<(string Name, string Value)> form = [("Action", action), ("Version", "2010-05-08"), .. parameters];
        var request = new StsRequest(key, string.Join('&', form.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"))) { Service = "iam" };
        return new IamAnswer(action, await Simulator.SendAsync(request));
    }

    /// <summary>Calls STS with any key.</summary>
    public Task<WireAnswer> CallStsAsync(ClientKey key, string action, params (string Name, string Value)[] parameters) =>
        Simulator.SendAsync(key, action, string.Join('&', parameters.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}")));

    public string PolicyArn(string pathAndName) => $"arn:aws:iam::{Id}:policy{pathAndName}";

    /// <summary>Creates a managed policy and returns its ARN.</summary>
    public async Task<string> CreatePolicyAsync(string name, string document) =>
        (await CallAsync("CreatePolicy", ("PolicyName", name), ("PolicyDocument", document))).IsSuccess().Text("Policy/Arn");

    /// <summary>Creates a user and a key for it; <paramref name="policy"/> becomes its inline policy.</summary>
    public async Task<ClientKey> CreateUserWithKeyAsync(string name, string? policy = null)
    {
        (await CallAsync("CreateUser", ("UserName", name))).IsSuccess();
        if (policy is not null)
        {
            (await CallAsync("PutUserPolicy", ("UserName", name), ("PolicyName", "inline"), ("PolicyDocument", policy))).IsSuccess();
        }

        return await CreateKeyAsync(name);
    }

    public async Task<ClientKey> CreateKeyAsync(string userName)
    {
        IamAnswer key = (await CallAsync("CreateAccessKey", ("UserName", userName))).IsSuccess();
        return new ClientKey(key.Text("AccessKey/AccessKeyId"), key.Text("AccessKey/SecretAccessKey"));
    }

    /// <summary>A session of a role that trusts the administrator.</summary>
    public async Task<ClientKey> AssumeRoleAsync(string pathAndName) => (await CallStsAsync(
        Admin, "AssumeRole", ("RoleArn", $"arn:aws:iam::{Id}:role{pathAndName}"), ("RoleSessionName", "test"))).Credentials();
}
