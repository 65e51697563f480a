using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.AccountReports;

/// <summary>One identity or policy in the answer of GetAccountAuthorizationDetails.</summary>
/// <param name="Kind">Its kind's place in the answer, from 0.</param>
/// <param name="Name">By which those of a kind are in order.</param>
/// <param name="Prepare">Finds out what is not in the account itself, and gives what writes the members.</param>
internal sealed record AuthorizationDetail(int Kind, string Name, Func<ValueTask<Action<ResultWriter>>> Prepare)
{
    /// <summary>In order across all kinds.</summary>
    public string Key => $"{Kind}/{Name}";
}
