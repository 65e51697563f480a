namespace StsSim.Operations.Faults.Effects;

/// <summary>What an error says in its body.</summary>
public enum ErrorBody
{
    /// <summary>The document that AWS sends, in the form the client asked for.</summary>
    Aws,

    /// <summary>A line of text, as a proxy on the way might send.</summary>
    Text,

    /// <summary>Nothing.</summary>
    Empty,
}
