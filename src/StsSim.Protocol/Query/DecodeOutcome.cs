namespace StsSim.Protocol.Query;

/// <summary>Why an encoded parameter list could not be read.</summary>
public enum DecodeOutcome
{
    Decoded,

    /// <summary>A percent sign without two hexadecimal digits.</summary>
    MalformedEscape,

    /// <summary>The decoded bytes are not UTF-8.</summary>
    InvalidUtf8,

    /// <summary>One name stands twice, so its value is anybody's guess.</summary>
    DuplicateName,

    /// <summary>More parameters than are taken.</summary>
    TooMany,
}
