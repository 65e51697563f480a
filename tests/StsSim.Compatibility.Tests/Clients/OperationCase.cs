using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>A call and what has to come of it in every SDK: a result or a refusal.</summary>
/// <param name="Name">What is particular about it.</param>
public sealed record OperationCase(string Operation, string Name)
{
    /// <summary>Who calls; nobody where the operation is not signed.</summary>
    public Func<DefaultWorldSimulator, Task<ClientKey?>> Caller { get; init; } = Callers.Administrator;

    /// <summary>The operation's input, as JSON.</summary>
    public string Parameters { get; init; } = "{}";

    /// <summary>A member of the input that has to be got from the simulator first.</summary>
    public (string Name, Func<DefaultWorldSimulator, Task<string>> Get)? Obtained { get; init; }

    public string Region { get; init; } = "us-east-1";

    /// <summary>All members of the result, and no others.</summary>
    public IReadOnlyList<ExpectedMember>? Result { get; init; }

    /// <summary>How long from now what was issued is good.</summary>
    public TimeSpan? Lifetime { get; init; }

    public ExpectedRefusal? Refusal { get; init; }

    public override string ToString() => $"{Operation}: {Name}";
}
