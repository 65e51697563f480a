using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation;

/// <summary>
/// The values of a condition key in one request: none, one text or several, an instant, a number or a boolean. Made
/// without allocating; an instant, number or boolean becomes text only for who asks for text.
/// </summary>
[SuppressMessage("Performance", "CA1815", Justification = "Values are read and never compared as a whole.")]
public readonly struct ConditionValues
{
    /// <summary>How many characters an instant, number or boolean takes at most.</summary>
    internal const int ScratchLength = 32;

    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private readonly Form _form;
    private readonly object? _texts;
    private readonly long _bits;

    private ConditionValues(Form form, object? texts, long bits)
    {
        _form = form;
        _texts = texts;
        _bits = bits;
    }

    private enum Form : byte
    {
        Absent,
        Text,
        Texts,
        Instant,
        Integer,
        Decimal,
        Boolean,
    }

    /// <summary>A key without a value counts as absent (IAM User Guide, "Condition operator to check existence of condition keys").</summary>
    public bool IsPresent => Count > 0;

    public int Count => _form switch
    {
        Form.Absent => 0,
        Form.Texts => ((IReadOnlyList<string>)_texts!).Count,
        _ => 1,
    };

    /// <summary>The value as text; allocates unless it is text already.</summary>
    public string this[int index]
    {
        get
        {
            Span<char> scratch = stackalloc char[ScratchLength];
            return _form switch
            {
                Form.Text or Form.Texts => StoredText(index),
                _ => Format(index, scratch).ToString(),
            };
        }
    }

    /// <param name="text"><see langword="null"/> is absent.</param>
    public static ConditionValues Of(string? text) => text is null ? default : new(Form.Text, text, 0);

    /// <summary>The values of a key that can have several; an empty list is absent.</summary>
    public static ConditionValues Of(IReadOnlyList<string> texts) => new(Form.Texts, texts, 0);

    /// <summary>As text it is ISO 8601 in UTC to the second, <c>2020-04-01T00:00:00Z</c>; as a number, seconds since 1970.</summary>
    public static ConditionValues Of(DateTimeOffset instant) => new(Form.Instant, null, instant.UtcTicks);

    /// <summary>As a date it is seconds since 1970.</summary>
    public static ConditionValues Of(long number) => new(Form.Integer, null, number);

    public static ConditionValues Of(double number) => new(Form.Decimal, null, BitConverter.DoubleToInt64Bits(number));

    public static ConditionValues Of(bool value) => new(Form.Boolean, null, value ? 1 : 0);

    /// <param name="scratch">At least <see cref="ScratchLength"/> characters to write into what is no text yet.</param>
    internal ReadOnlySpan<char> Text(int index, Span<char> scratch) =>
        _form is Form.Text or Form.Texts ? StoredText(index) : Format(index, scratch);

    internal bool TryGetInstant(int index, out DateTimeOffset instant)
    {
        switch (_form)
        {
            case Form.Instant:
                instant = new DateTimeOffset(_bits, TimeSpan.Zero);
                return true;
            case Form.Integer:
                return DateSyntax.TryFromSeconds(_bits, out instant);
            case Form.Text or Form.Texts:
                return DateSyntax.TryParse(StoredText(index), out instant);
            default:
                instant = default;
                return false;
        }
    }

    internal bool TryGetNumber(int index, out double number)
    {
        switch (_form)
        {
            case Form.Integer:
                number = _bits;
                return true;
            case Form.Decimal:
                number = BitConverter.Int64BitsToDouble(_bits);
                return true;
            case Form.Instant:
                number = new DateTimeOffset(_bits, TimeSpan.Zero).ToUnixTimeSeconds();
                return true;
            case Form.Text or Form.Texts:
                return NumberSyntax.TryParse(StoredText(index), out number);
            default:
                number = 0;
                return false;
        }
    }

    internal bool TryGetBoolean(int index, out bool value)
    {
        if (_form is Form.Text or Form.Texts)
        {
            return bool.TryParse(StoredText(index), out value);
        }

        value = _bits != 0;
        return _form == Form.Boolean;
    }

    private string StoredText(int index)
    {
        if (_form == Form.Texts)
        {
            return ((IReadOnlyList<string>)_texts!)[index];
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(index, 0);
        return (string)_texts!;
    }

    private ReadOnlySpan<char> Format(int index, Span<char> scratch)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(index, 0);
        int written = 0;
        bool fits = _form switch
        {
            Form.Instant => new DateTimeOffset(_bits, TimeSpan.Zero).TryFormat(scratch, out written, InstantFormat, CultureInfo.InvariantCulture),
            Form.Integer => _bits.TryFormat(scratch, out written, default, CultureInfo.InvariantCulture),
            Form.Decimal => BitConverter.Int64BitsToDouble(_bits).TryFormat(scratch, out written, default, CultureInfo.InvariantCulture),
            Form.Boolean => (_bits != 0 ? "true" : "false").TryCopyTo(scratch),
            _ => throw new ArgumentOutOfRangeException(nameof(index), index, "The key has no value."),
        };
        if (_form == Form.Boolean)
        {
            written = _bits != 0 ? 4 : 5;
        }

        return fits ? scratch[..written] : throw new ArgumentException("Too short for a value.", nameof(scratch));
    }
}
