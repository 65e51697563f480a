using System.CommandLine.Parsing;

namespace StsSim.LoadTests.CommandLine;

/// <summary>How options are read that several commands have.</summary>
internal static class OptionSyntax
{
    public const double HighestRate = 200_000;

    public static Uri? ParseEndpoint(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint)
            && (endpoint.Scheme == Uri.UriSchemeHttp || endpoint.Scheme == Uri.UriSchemeHttps)
            && endpoint.UserInfo.Length == 0)
        {
            return endpoint;
        }

        argument.AddError($"--endpoint must be an address such as http://127.0.0.1:7870, not '{text}'.");
        return null;
    }

    public static double? ParseRate(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (double.TryParse(text, out double rate) && rate >= 1 && rate <= HighestRate)
        {
            return rate;
        }

        argument.AddError($"--rate must be a number from 1 to {HighestRate}, not '{text}'.");
        return null;
    }

    public static int? ParseSeed(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (int.TryParse(text, out int seed))
        {
            return seed;
        }

        argument.AddError($"--seed must be a whole number, not '{text}'.");
        return null;
    }

    public static TimeSpan? ParseTime(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (DurationSyntax.TryParse(text, out TimeSpan time) && time > TimeSpan.Zero && time <= TimeSpan.FromHours(1))
        {
            return time;
        }

        argument.AddError($"{argument.Argument.Name} must be a time of an hour at most, such as 500ms or 10s, not '{text}'.");
        return null;
    }
}
