using StsSim.Protocol.Errors;

namespace StsSim.Operations.Faults;

/// <summary>What a fault does to a request. A subclass is one effect, from what it does to the request to what the client sees.</summary>
public abstract class FaultEffect
{
    /// <summary>What it is written as, e.g. <c>error</c>.</summary>
    public string Type { get; internal set; } = "";

    /// <summary>Whether there is anything it could do to a request; a rule is for no others.</summary>
    public virtual bool AppliesTo(FaultSubject subject) => true;

    /// <summary>Whether it hangs on chance what it does.</summary>
    public virtual bool Draws => false;

    /// <summary>Goes on with what a rule of the same id has left.</summary>
    public virtual void TakeOver(FaultEffect before)
    {
    }

    /// <summary>Before the request is verified and performed: may wait, change the terms of the call, or refuse it.</summary>
    /// <returns><see langword="null"/>, or the refusal that is the answer.</returns>
    public virtual ValueTask<AwsError?> BeforeAsync(AwsCall call, FiredFault fault) => default;

    /// <summary>Sends the answer, or what is to be seen of it.</summary>
    public virtual ValueTask SendAsync(AnswerWire wire, ReadOnlyMemory<byte> body, FiredFault fault) => wire.SendAsync(body);
}
