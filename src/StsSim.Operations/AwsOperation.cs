using System.Text;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations;

/// <summary>One operation of an AWS service. A subclass reads like the operation's documentation page.</summary>
public abstract class AwsOperation
{
    protected AwsOperation(string name)
    {
        Name = name;
        Utf8Name = Encoding.ASCII.GetBytes(name);
    }

    /// <summary>The value of <c>Action</c>.</summary>
    public string Name { get; }

    public ReadOnlyMemory<byte> Utf8Name { get; }

    /// <summary>The service a signature must be made for, which is also the prefix of its actions in policies.</summary>
    public abstract string Service { get; }

    /// <summary>Whether the caller must sign (<c>authtype</c> of the service model).</summary>
    public virtual bool IsSigned => true;

    /// <summary>Whether the global endpoint offers it.</summary>
    public virtual bool IsGlobal => true;

    /// <summary>Whether its answer has a result; some only say that it is done.</summary>
    public virtual bool HasResult => true;

    /// <summary>Validates, authorises and performs the call, and writes the members of its result.</summary>
    /// <returns><see langword="null"/>, or the refusal; what was written then is thrown away.</returns>
    public abstract ValueTask<AwsError?> ExecuteAsync(AwsCall call, ResultWriter result);
}
