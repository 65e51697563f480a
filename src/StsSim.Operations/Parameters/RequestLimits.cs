using StsSim.Federation.Saml;
using StsSim.Iam.Policies;
using StsSim.Protocol.Query;

namespace StsSim.Operations.Parameters;

/// <summary>How much a request may hold within its size, beside what the service model and the quotas of IAM say of its parameters.</summary>
public sealed record RequestLimits
{
    /// <summary>Parameters of the query string and of the form together; with more the answer is 404 MalformedQueryString.</summary>
    public int Parameters { get; init; } = QueryParameters.DefaultMaximumCount;

    /// <summary>Members of any one list; a longer one is answered with 400 ValidationError. Where the service model has fewer, that counts.</summary>
    public int ListMembers { get; init; } = QueryParameters.DefaultMaximumCount;

    /// <summary>Levels of JSON in a policy document; a deeper one is answered as what is no JSON.</summary>
    public int PolicyDepth { get; init; } = PolicyParser.DefaultDepth;

    /// <summary>Levels of XML in an assertion and in an identity provider's metadata; deeper ones are answered as what is no XML.</summary>
    public int XmlDepth { get; init; } = SamlResponseVerifier.DefaultDepth;
}
