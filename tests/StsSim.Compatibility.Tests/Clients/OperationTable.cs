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

    /// <summary>The names of all, as the data of a theory.</summary>
    public static TheoryData<string> Names => [.. Cases.Keys];

    public static OperationCase Named(string name) => Cases[name];
}
