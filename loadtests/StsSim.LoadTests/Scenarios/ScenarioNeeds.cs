namespace StsSim.LoadTests.Scenarios;

/// <summary>What a scenario needs of its target.</summary>
internal enum ScenarioNeeds
{
    /// <summary>STS, and no more: any endpoint will do.</summary>
    AnyEndpoint,

    /// <summary>A control API that changes the account's quota.</summary>
    QuotaControl,

    /// <summary>A simulator that lends an account to each client group, with quotas, faults and a clock of its own.</summary>
    LeasedAccounts,
}
