namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>How a figure is compared with a number. Stored by its number: new ones come last.</summary>
public enum Comparison
{
    /// <summary><c>&gt;=</c></summary>
    AtLeast,

    /// <summary><c>&lt;=</c></summary>
    AtMost,

    /// <summary><c>&gt;</c></summary>
    MoreThan,

    /// <summary><c>&lt;</c></summary>
    LessThan,

    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,
}
