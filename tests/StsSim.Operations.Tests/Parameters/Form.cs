using System.Text;
using StsSim.Protocol.Query;

namespace StsSim.Operations.Tests.Parameters;

/// <summary>The parameters of a request, from a form as a client sends it.</summary>
internal static class Form
{
    public static QueryParameters Of(string body)
    {
        var parameters = new QueryParameters();
        Assert.Equal(DecodeOutcome.Decoded, parameters.DecodeBody(Encoding.UTF8.GetBytes(body)));
        return parameters;
    }

    public static string Encode(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
}
