namespace StsSim.Operations.Faults;

/// <summary>The connection that an answer goes out on, and what can be done to it.</summary>
public abstract class AnswerWire
{
    /// <summary>Cancelled once the client is gone, or the server stops.</summary>
    public abstract CancellationToken Gone { get; }

    public abstract int Status { get; set; }

    /// <summary>Empty for none.</summary>
    public abstract string ContentType { get; set; }

    /// <summary>Adds a header, another one of the same name where there is one.</summary>
    public abstract void AppendHeader(string name, string value);

    public abstract void RemoveHeader(string name);

    /// <summary>Sends the head and a whole body.</summary>
    public abstract ValueTask SendAsync(ReadOnlyMemory<byte> body);

    /// <summary>Sends the head, which promises a body of that length.</summary>
    public abstract ValueTask BeginAsync(long contentLength);

    /// <summary>Sends a piece of the body at once.</summary>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> piece);

    /// <summary>Sends bytes past HTTP, in place of an answer or of the rest of it.</summary>
    public abstract ValueTask WriteRawAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Ends the connection in good order (FIN), whatever is still owed.</summary>
    public abstract ValueTask CloseAsync();

    /// <summary>Resets the connection (RST).</summary>
    public abstract ValueTask ResetAsync();

    /// <summary>Has the connection end after the answer.</summary>
    public abstract void CloseAfterAnswer();
}
