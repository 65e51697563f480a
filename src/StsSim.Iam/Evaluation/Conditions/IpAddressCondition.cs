using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation.Conditions;

/// <summary>Whether an address lies in a range.</summary>
internal sealed class IpAddressCondition : ComparingCondition
{
    private readonly IpAddressRange[] _operands;

    public IpAddressCondition(Condition source)
        : base(source)
    {
        var operands = new List<IpAddressRange>();
        foreach (string value in source.Values)
        {
            // What is no range holds a policy variable, which this operator does not know.
            if (IpAddressRange.TryParse(value, out IpAddressRange range))
            {
                operands.Add(range);
            }
        }

        _operands = [.. operands];
    }

    protected override bool Matches(in ConditionValues values, int index, ConditionContext context)
    {
        Span<char> scratch = stackalloc char[ConditionValues.ScratchLength];
        if (IpAddressRange.TryParseAddress(values.Text(index, scratch), out UInt128 address))
        {
            foreach (IpAddressRange operand in _operands)
            {
                if (operand.Contains(address))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
