using System.Buffers;
using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation.Conditions;

/// <summary><c>BinaryEquals</c>: bytes, in base 64 both in the policy and in the request.</summary>
internal sealed class BinaryCondition : ComparingCondition
{
    private const int StackLimit = 256;

    private readonly byte[][] _operands;

    public BinaryCondition(Condition source)
        : base(source)
    {
        var operands = new List<byte[]>();
        foreach (string value in source.Values)
        {
            // What is no base 64 holds a policy variable, which this operator does not know.
            byte[] bytes = new byte[value.Length];
            if (Convert.TryFromBase64String(value, bytes, out int length))
            {
                operands.Add(bytes[..length]);
            }
        }

        _operands = [.. operands];
    }

    protected override bool Matches(in ConditionValues values, int index, ConditionContext context)
    {
        Span<char> scratch = stackalloc char[ConditionValues.ScratchLength];
        ReadOnlySpan<char> text = values.Text(index, scratch);
        byte[]? rented = text.Length > StackLimit ? ArrayPool<byte>.Shared.Rent(text.Length) : null;
        Span<byte> bytes = rented ?? stackalloc byte[StackLimit];
        bool matches = Convert.TryFromBase64Chars(text, bytes, out int length) && IsOperand(bytes[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return matches;
    }

    private bool IsOperand(ReadOnlySpan<byte> bytes)
    {
        foreach (byte[] operand in _operands)
        {
            if (bytes.SequenceEqual(operand))
            {
                return true;
            }
        }

        return false;
    }
}
