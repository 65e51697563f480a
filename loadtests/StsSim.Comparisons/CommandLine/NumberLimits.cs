using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace StsSim.Comparisons.CommandLine;

/// <summary>Limits of numbers that a command line gives, told in a sentence before anything starts.</summary>
internal static class NumberLimits
{
    public static Option<int> AtLeast(this Option<int> option, int least)
    {
        option.Validators.Add(result => Check(result, option.Name, result.GetValueOrDefault<int>(), least));
        return option;
    }

    public static Option<double> AtLeast(this Option<double> option, double least)
    {
        option.Validators.Add(result => Check(result, option.Name, result.GetValueOrDefault<double>(), least));
        return option;
    }

    public static Argument<int> AtLeast(this Argument<int> argument, int least)
    {
        argument.Validators.Add(result => Check(result, argument.Name, result.GetValueOrDefault<int>(), least));
        return argument;
    }

    private static void Check(SymbolResult result, string name, double given, double least)
    {
        if (given < least)
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is {least} at least, and not {given}."));
        }
    }
}
