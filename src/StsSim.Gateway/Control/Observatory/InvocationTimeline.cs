using System.Text;
using StsSim.Gateway.Control.Charts;
using StsSim.Gateway.Control.Experiments;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>One invocation: its attempts as blocks on a line of time, and under it the same in words.</summary>
internal static class InvocationTimeline
{
    private const double Width = 860;
    private const double Height = 46;
    private const double Left = 8;
    private const double Right = 56;
    private const double Line = 30;
    private const double BlockHeight = 18;
    private const double LeastBlock = 5;
    private const double LetterWidth = 6.4;

    // A transport may repeat a request any number of times.
    private const int MostInWords = 12;

    public static string Of(ReconstructedInvocation invocation) => $"{Draw(invocation)}<p class=\"attempts\">{Words(invocation)}</p>\n";

    /// <summary>How it ended, e.g. <c>given up after all attempts</c>.</summary>
    public static string EndOf(ReconstructedInvocation invocation) => (invocation.Succeeded, invocation.GaveUp) switch
    {
        (true, _) => "succeeded",
        (_, GiveUpReason.Exhausted) => "given up after all its attempts",
        (_, GiveUpReason.Terminal) => "given up at an error that another attempt does not mend",
        (_, GiveUpReason.Silent) => "given up although another attempt was due",
        _ => "may go on",
    };

    private static string Draw(ReconstructedInvocation invocation)
    {
        IReadOnlyList<ReconstructedAttempt> attempts = invocation.Attempts;
        double end = Math.Max(0.001, attempts.Max(attempt => (attempt.Arrived + attempt.Duration).TotalMilliseconds));
        double scale = (Width - Left - Right - LeastBlock) / end;
        var svg = new SvgWriter(Width, Height, $"{invocation.Operation}, {EndOf(invocation)}: {FigureText.Things(attempts.Count, "request")} in {FigureText.Delay(end)}");
        svg.Line(Left, Line, Width - Right, Line, "axis");
        double free = Left;
        foreach (ReconstructedAttempt attempt in attempts)
        {
            double x = Left + (attempt.Arrived.TotalMilliseconds * scale);
            double width = Math.Max(LeastBlock, attempt.Duration.TotalMilliseconds * scale);
            if (attempt.WaitedMs is > 0)
            {
                DrawWait(svg, free, x, FigureText.Delay(attempt.WaitedMs.Value));
            }

            svg.Rectangle(x, Line - (BlockHeight / 2), width, BlockHeight, $"attempt {ReportJson.NameOf(attempt.Outcome)}", $"{FigureText.Count(attempt.Number)}: {attempt.Code}");
            free = x + width;
        }

        svg.Text(Width - Right + 6, Line + 4, FigureText.Delay(end), "tick");
        return svg.Finish();
    }

    // Where there is no room, the words below tell.
    private static void DrawWait(SvgWriter svg, double from, double to, string text)
    {
        if (to - from > (text.Length * LetterWidth) + 6)
        {
            svg.Text((from + to) / 2, Line - 7, text, "tick", "middle");
        }
    }

    private static string Words(ReconstructedInvocation invocation)
    {
        var words = new StringBuilder();
        foreach (ReconstructedAttempt attempt in invocation.Attempts.Take(MostInWords))
        {
            if (attempt.WaitedMs is { } waited)
            {
                words.Append(waited < 0 ? " → before the answer → " : $" → {FigureText.Delay(waited)} → ");
            }

            string status = attempt.Outcome is AttemptOutcome.Ok or AttemptOutcome.Abandoned ? "" : $" ({Markup.Encode(FigureText.Exactly(attempt.Status))})";
            string code = attempt.Outcome == AttemptOutcome.Abandoned ? "no answer" : attempt.Code;
            string hint = attempt.RetryAfterMs > 0 ? $", asked to wait {FigureText.Delay(attempt.RetryAfterMs)}" : "";
            string cause = attempt.FaultId is { } fault ? $", fault {fault}" : attempt.ThrottledBy is { } bucket ? $", bucket {bucket}" : "";
            words.Append($"<b>{FigureText.Exactly(attempt.Number)}</b> {Markup.Encode(code)}{status}{Markup.Encode(hint + cause)}");
        }

        int left = invocation.Attempts.Count - MostInWords;
        return left > 0 ? words.Append($" → {FigureText.Count(left)} more").ToString() : words.ToString();
    }
}
