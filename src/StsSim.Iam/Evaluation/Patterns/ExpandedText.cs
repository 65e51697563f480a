using System.Buffers;

namespace StsSim.Iam.Evaluation.Patterns;

/// <summary>A pattern with its variables replaced, and which of its characters are no wildcards. Grows into pooled arrays.</summary>
internal ref struct ExpandedText(Span<char> characters, Span<bool> literal)
{
    /// <summary>What most patterns need; to be taken from the stack.</summary>
    public const int InitialLength = 256;

    private Span<char> _characters = characters;
    private Span<bool> _literal = literal;
    private char[]? _rentedCharacters;
    private bool[]? _rentedLiteral;
    private int _length;

    public readonly ReadOnlySpan<char> Characters => _characters[.._length];

    public readonly ReadOnlySpan<bool> Literal => _literal[.._length];

    public void Append(scoped ReadOnlySpan<char> text, bool isLiteral)
    {
        if (_length + text.Length > _characters.Length)
        {
            Grow(_length + text.Length);
        }

        text.CopyTo(_characters[_length..]);
        _literal.Slice(_length, text.Length).Fill(isLiteral);
        _length += text.Length;
    }

    public readonly void Dispose()
    {
        if (_rentedCharacters is not null)
        {
            ArrayPool<char>.Shared.Return(_rentedCharacters);
            ArrayPool<bool>.Shared.Return(_rentedLiteral!);
        }
    }

    private void Grow(int length)
    {
        char[] characters = ArrayPool<char>.Shared.Rent(Math.Max(length, 2 * _characters.Length));
        bool[] literal = ArrayPool<bool>.Shared.Rent(characters.Length);
        Characters.CopyTo(characters);
        Literal.CopyTo(literal);
        Dispose();
        _characters = _rentedCharacters = characters;
        _literal = _rentedLiteral = literal;
    }
}
