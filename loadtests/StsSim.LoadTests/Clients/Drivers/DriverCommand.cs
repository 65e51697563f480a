using System.Text;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Clients.Drivers;

/// <summary>How a driver is started.</summary>
/// <param name="Program">A path, or the name of one on the PATH.</param>
internal sealed record DriverCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Splits a command as a shell does: at blanks, except within quotes.</summary>
    public static DriverCommand Parse(string command)
    {
        List<string> words = [];
        var word = new StringBuilder();
        bool isWord = false;
        char quote = '\0';
        foreach (char next in command)
        {
            if (quote != '\0' ? next == quote : next is '"' or '\'')
            {
                quote = quote == '\0' ? next : '\0';
                isWord = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(next))
            {
                EndWord();
            }
            else
            {
                word.Append(next);
                isWord = true;
            }
        }

        if (quote != '\0')
        {
            throw new CannotRunException($"The driver's command has a {quote} without its other half: {command}");
        }

        EndWord();
        return words is [var program, .. var arguments]
            ? new DriverCommand(program, arguments)
            : throw new CannotRunException("The driver has no command.");

        void EndWord()
        {
            if (isWord)
            {
                words.Add(word.ToString());
                word.Clear();
                isWord = false;
            }
        }
    }
}
