using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>A call and what has to come of it in every SDK: a result or a refusal.</summary>
/// <param name="Name">What is particular about it.</param>
public sealed record OperationCase(string Operation, string Name)
{
    /// <summary>The year in which SDKs learnt of the parameters it has.</summary>
    public int Since { get; init; }

    /// <summary>Who calls; nobody where the operation is not signed.</summary>
    public Func<DefaultWorldSimulator, Task<ClientKey?>> Caller { get; init; } = Callers.Administrator;

    /// <summary>The operation's input, as JSON, in which <c>&lt;obtained&gt;</c> stands for what comes of <see cref="Obtain"/>.</summary>
    public string Parameters { get; init; } = "{}";

    /// <summary>Gets from the simulator what the input needs, such as the token of an identity provider.</summary>
    public Func<DefaultWorldSimulator, Task<string>>? Obtain { get; init; }

    public string Region { get; init; } = "us-east-1";

    /// <summary>All members of the result, and no others.</summary>
    public IReadOnlyList<ExpectedMember>? Result { get; init; }

    /// <summary>How long from now what was issued is good.</summary>
    public TimeSpan? Lifetime { get; init; }

    public ExpectedRefusal? Refusal { get; init; }

    public override string ToString() => $"{Operation}: {Name}";
}
