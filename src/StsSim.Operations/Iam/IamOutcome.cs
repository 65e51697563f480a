using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam;

/// <summary>What a call of IAM comes to: a refusal, or an answer, after a change where there is one to make.</summary>
public readonly record struct IamOutcome
{
    /// <summary>Nothing to change and nothing to say, as after detaching what is not attached where AWS minds not.</summary>
    public static IamOutcome Done { get; }

    public AwsError? Refusal { get; private init; }

    public AccountChange? Change { get; private init; }

    /// <summary>Writes the members of the result.</summary>
    public Action<ResultWriter>? Answer { get; private init; }

    /// <summary>What is left to do once the change is made, before the answer is sent; or <see langword="null"/>.</summary>
    public Func<ValueTask>? Afterwards { get; init; }

    public static IamOutcome Answered(Action<ResultWriter> answer) => new() { Answer = answer };

    /// <param name="change">Made before the answer is sent.</param>
    /// <param name="answer"><see langword="null"/> for an operation without a result.</param>
    public static IamOutcome Changed(AccountChange change, Action<ResultWriter>? answer = null) => new() { Change = change, Answer = answer };

    public static implicit operator IamOutcome(AwsError refusal) => new() { Refusal = refusal };
}
