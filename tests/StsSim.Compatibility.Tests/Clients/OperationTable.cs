using StsSim.Compatibility.Tests.Clients.Cases;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>All calls that every SDK is put through.</summary>
public static class OperationTable
{
    private static readonly Dictionary<string, OperationCase> Cases = new IEnumerable<OperationCase>[]
    {
        GetAccessKeyInfoCases.All,
        GetCallerIdentityCases.All,
        GetFederationTokenCases.All,
        GetSessionTokenCases.All,
    }.SelectMany(cases => cases).ToDictionary(one => one.ToString());

    /// <summary>The names of the calls of all operations but those of the last years, which Debian's SDKs do not know.</summary>
    public static TheoryData<string> NamesBefore2024 =>
        [.. Cases.Where(one => one.Value.Operation is not ("AssumeRoot" or "GetDelegatedAccessToken" or "GetWebIdentityToken")).Select(one => one.Key)];

    /// <summary>The names of the calls of the operations that were there from the start.</summary>
    public static TheoryData<string> NamesBefore2014 =>
        [.. Cases.Where(one => one.Value.Operation is "AssumeRole" or "AssumeRoleWithSAML" or "AssumeRoleWithWebIdentity"
            or "DecodeAuthorizationMessage" or "GetFederationToken" or "GetSessionToken").Select(one => one.Key)];

    /// <summary>The names of all, as the data of a theory.</summary>
    public static TheoryData<string> Names => [.. Cases.Keys];

    /// <summary>The names of a success and a refusal of each operation, for a client that takes its time.</summary>
    public static TheoryData<string> NamesOfOneEach =>
        [.. Cases.GroupBy(one => (one.Value.Operation, one.Value.Refusal is null)).Select(alike => alike.First().Key)];

    public static OperationCase Named(string name) => Cases[name];
}
