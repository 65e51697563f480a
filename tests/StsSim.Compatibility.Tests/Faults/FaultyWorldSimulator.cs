namespace StsSim.Compatibility.Tests.Faults;

/// <summary>A simulator whose world file, and command line, make it misbehave.</summary>
public sealed class FaultyWorldSimulator : FaultSimulator
{
    protected override string World => WorldWith(
        """
        "seed": 11, "clock": { "sessionTimeScale": 60 },
        "faults": [{ "id": "everybodys", "match": { "operations": ["GetSessionToken"] }, "effect": { "type": "error", "code": "ServiceUnavailable" } }],
        """,
        """
        "clock": { "sessionTimeScale": 30 },
        "faults": [{ "id": "own", "match": { "operations": ["GetSessionToken"] }, "effect": { "type": "error", "code": "AccessDenied" } }],
        """);

    protected override IEnumerable<string> Options => ["--seed", "42"];
}
