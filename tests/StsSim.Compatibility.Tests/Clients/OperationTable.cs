using StsSim.Compatibility.Tests.Clients.Cases;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>All calls that every SDK is put through.</summary>
public static class OperationTable
{
    // The operations that were not there from the start.
    private static readonly Dictionary<string, int> AddedIn = new()
    {
        ["GetCallerIdentity"] = 2016,
        ["GetAccessKeyInfo"] = 2019,
        ["AssumeRoot"] = 2024,
        ["GetDelegatedAccessToken"] = 2025,
        ["GetWebIdentityToken"] = 2025,
    };

    private static readonly Dictionary<string, OperationCase> Cases = new IEnumerable<OperationCase>[]
    {
        AssumeRoleCases.All,
        AssumeRoleWithSAMLCases.All,
        AssumeRoleWithWebIdentityCases.All,
        AssumeRootCases.All,
        DecodeAuthorizationMessageCases.All,
        GetAccessKeyInfoCases.All,
        GetCallerIdentityCases.All,
        GetDelegatedAccessTokenCases.All,
        GetFederationTokenCases.All,
        GetSessionTokenCases.All,
        GetWebIdentityTokenCases.All,
    }.SelectMany(cases => cases).ToDictionary(one => one.ToString());

    /// <summary>The names of all, as the data of a theory.</summary>
    public static TheoryData<string> Names => [.. Cases.Keys];

    /// <summary>The names of a success and a refusal of each operation, for a client that takes its time.</summary>
    public static TheoryData<string> NamesOfOneEach =>
        [.. Cases.GroupBy(one => (one.Value.Operation, one.Value.Refusal is null)).Select(alike => alike.First().Key)];

    /// <summary>The names of the calls that an SDK of a given year can make.</summary>
    public static TheoryData<string> NamesUntil(int year) =>
        [.. Cases.Where(one => one.Value.Since <= year && AddedIn.GetValueOrDefault(one.Value.Operation) <= year).Select(one => one.Key)];

    public static OperationCase Named(string name) => Cases[name];
}
