using System.Text;
using StsSim.Protocol.Query;

namespace StsSim.Protocol.Tests.Query;

public sealed class QueryParametersTests
{
    [Theory]
    [InlineData("Name=a+b", "a b")]
    [InlineData("Name=a%20b", "a b")]
    [InlineData("Name=a%2Bb", "a+b")]
    [InlineData("Name=a%2bb", "a+b")]
    [InlineData("Name=+", " ")]
    [InlineData("Name=%25", "%")]
    [InlineData("Name=%2525", "%25")]
    [InlineData("Name=a%26b%3Dc", "a&b=c")]
    [InlineData("Name=a=b==", "a=b==")]
    [InlineData("Name=%C5%BElu%C5%A5", "žluť")]
    [InlineData("Name=žluť", "žluť")]
    [InlineData("Name=%F0%9F%98%80", "\U0001F600")]
    [InlineData("Name=%00", "\0")]
    [InlineData("Name=", "")]
    [InlineData("Name", "")]
    [InlineData("Na%6De=x", "x")]
    [InlineData("%4E%61%6d%65=x", "x")]
    public void A_value_is_decoded_in_body_and_query_string_alike(string encoded, string value)
    {
        using var fromBody = new QueryParameters();
        Assert.Equal(DecodeOutcome.Decoded, fromBody.DecodeBody(Encoding.UTF8.GetBytes(encoded)));
        Assert.Equal(value, fromBody.Find("Name"u8));

        using var fromQuery = new QueryParameters();
        Assert.Equal(DecodeOutcome.Decoded, fromQuery.DecodeQueryString(encoded));
        Assert.Equal(value, fromQuery.Find("Name"u8));
    }

    [Theory]
    [InlineData("Name=%")]
    [InlineData("Name=%2")]
    [InlineData("Name=%zz")]
    [InlineData("Name=%2g")]
    [InlineData("Name=%g2")]
    [InlineData("Name=% 2")]
    [InlineData("Name=%2 ")]
    [InlineData("Name=%+2")]
    [InlineData("Name=%-2")]
    [InlineData("Name=%2\0")]
    [InlineData("Name=%%41")]
    [InlineData("Name=%u0041")]
    [InlineData("Name=%2&Other=1")]
    [InlineData("Na%me=x")]
    [InlineData("Name%")]
    public void An_invalid_escape_is_refused(string encoded)
    {
        using var parameters = new QueryParameters();
        Assert.Equal(DecodeOutcome.MalformedEscape, parameters.DecodeBody(Encoding.UTF8.GetBytes(encoded)));
    }

    [Theory]
    [InlineData("Name=%FF")]
    [InlineData("Name=%C3")]
    [InlineData("Name=%C3%28")]
    [InlineData("Name=%C0%80")]
    [InlineData("Name=%ED%A0%80")]
    [InlineData("Name=%F5%80%80%80")]
    [InlineData("%80=x")]
    [InlineData("%C3=%A9")]
    public void Bytes_that_are_no_utf8_are_refused(string encoded)
    {
        using var parameters = new QueryParameters();
        Assert.Equal(DecodeOutcome.InvalidUtf8, parameters.DecodeBody(Encoding.UTF8.GetBytes(encoded)));
    }

    [Fact]
    public void Raw_bytes_that_are_no_utf8_are_refused()
    {
        using var parameters = new QueryParameters();
        Assert.Equal(DecodeOutcome.InvalidUtf8, parameters.DecodeBody([(byte)'a', (byte)'=', 0xE9]));
    }

    [Theory]
    [InlineData("Action=A&Action=B", "")]
    [InlineData("", "Action=A&Action=B")]
    [InlineData("Action=A", "Action=B")]
    [InlineData("Action=A", "Action=A")]
    [InlineData("Action=A", "Act%69on=A")]
    [InlineData("", "Action&Action=")]
    [InlineData("", "=1&=2")]
    public void A_name_may_stand_once(string query, string body)
    {
        using var parameters = new QueryParameters();
        DecodeOutcome first = parameters.DecodeQueryString(query);
        DecodeOutcome second = parameters.DecodeBody(Encoding.UTF8.GetBytes(body));
        Assert.Contains(DecodeOutcome.DuplicateName, new[] { first, second });
    }

    [Fact]
    public void Names_are_told_apart_by_case()
    {
        using var parameters = new QueryParameters();
        Assert.Equal(DecodeOutcome.Decoded, parameters.DecodeBody("Action=A&action=a"u8));
        Assert.Equal("A", parameters.Find("Action"u8));
        Assert.Equal("a", parameters.Find("action"u8));
        Assert.Null(parameters.Find("ACTION"u8));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("&", 0)]
    [InlineData("&&&", 0)]
    [InlineData("a=1&", 1)]
    [InlineData("&a=1", 1)]
    [InlineData("a=1&&b=2", 2)]
    public void Empty_pairs_are_passed_over(string encoded, int count)
    {
        using var parameters = new QueryParameters();
        Assert.Equal(DecodeOutcome.Decoded, parameters.DecodeBody(Encoding.UTF8.GetBytes(encoded)));
        Assert.Equal(count, parameters.Count);
    }

    [Fact]
    public void The_entries_of_the_query_string_come_first_and_are_counted_apart()
    {
        using var parameters = new QueryParameters();
        Assert.Equal(DecodeOutcome.Decoded, parameters.DecodeQueryString("Action=GetCallerIdentity&Version=2011-06-15"));
        Assert.Equal(DecodeOutcome.Decoded, parameters.DecodeBody("DurationSeconds=900"u8));

        Assert.Equal(2, parameters.FromQueryString);
        Assert.Equal(3, parameters.Count);
        Assert.Equal(["Action=GetCallerIdentity", "Version=2011-06-15", "DurationSeconds=900"], Entries(parameters));
    }

    [Fact]
    public void A_missing_parameter_is_not_an_empty_one()
    {
        using var parameters = new QueryParameters();
        Assert.Equal(DecodeOutcome.Decoded, parameters.DecodeBody("Policy="u8));
        Assert.True(parameters.TryGet("Policy"u8, out ReadOnlySpan<byte> policy));
        Assert.True(policy.IsEmpty);
        Assert.Equal("", parameters.Find("Policy"u8));
        Assert.False(parameters.TryGet("Name"u8, out _));
        Assert.Null(parameters.Find("Name"u8));
    }

    [Theory]
    [InlineData(QueryParameters.DefaultMaximumCount, 0, DecodeOutcome.Decoded)]
    [InlineData(QueryParameters.DefaultMaximumCount + 1, 0, DecodeOutcome.TooMany)]
    [InlineData(0, QueryParameters.DefaultMaximumCount, DecodeOutcome.Decoded)]
    [InlineData(0, QueryParameters.DefaultMaximumCount + 1, DecodeOutcome.TooMany)]
    [InlineData(1, QueryParameters.DefaultMaximumCount - 1, DecodeOutcome.Decoded)]
    [InlineData(1, QueryParameters.DefaultMaximumCount, DecodeOutcome.TooMany)]
    public void Parameters_are_limited_in_number(int inQuery, int inBody, DecodeOutcome expected)
    {
        string query = string.Join('&', Enumerable.Range(0, inQuery).Select(i => $"q{i}={i}"));
        string body = string.Join('&', Enumerable.Range(0, inBody).Select(i => $"b{i}={i}"));
        using var parameters = new QueryParameters();
        DecodeOutcome outcome = parameters.DecodeQueryString(query);
        if (outcome == DecodeOutcome.Decoded)
        {
            outcome = parameters.DecodeBody(Encoding.UTF8.GetBytes(body));
        }

        Assert.Equal(expected, outcome);
        Assert.Equal(Math.Min(inQuery + inBody, QueryParameters.DefaultMaximumCount), parameters.Count);
    }

    // Few are found one way and many another, wherever they came from.
    [Theory]
    [InlineData(5, 0)]
    [InlineData(0, 32)]
    [InlineData(0, 33)]
    [InlineData(33, 1)]
    [InlineData(20, 45)]
    [InlineData(100, QueryParameters.DefaultMaximumCount - 100)]
    public void Each_is_found_by_its_name_and_refused_a_second_time(int inQuery, int inBody)
    {
        string[] names = [.. Enumerable.Range(1, inQuery + inBody).Select(i => i % 2 == 0 ? $"Tags.member.{i}.Key" : $"Tags.member.{i}.Value")];
        for (int again = 0; again < names.Length; again += 7)
        {
            using var parameters = new QueryParameters();
            Assert.Equal(DecodeOutcome.Decoded, parameters.DecodeQueryString(string.Join('&', names.Take(inQuery).Select(name => $"{name}={name}!"))));
            Assert.Equal(DecodeOutcome.Decoded, parameters.DecodeBody(Encoding.UTF8.GetBytes(string.Join('&', names.Skip(inQuery).Select(name => $"{name}={name}!")))));
            Assert.Equal(names.Select(name => $"{name}!"), names.Select(name => parameters.Find(Encoding.UTF8.GetBytes(name))));
            Assert.All(names, name => Assert.Null(parameters.Find(Encoding.UTF8.GetBytes($"{name}!"))));
            Assert.Equal(DecodeOutcome.DuplicateName, parameters.DecodeBody(Encoding.UTF8.GetBytes($"{names[again]}=x")));
        }
    }

    internal static List<string> Entries(QueryParameters parameters)
    {
        var entries = new List<string>();
        for (int i = 0; i < parameters.Count; i++)
        {
            parameters.GetEntry(i, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value);
            entries.Add($"{Encoding.UTF8.GetString(name)}={Encoding.UTF8.GetString(value)}");
        }

        return entries;
    }
}
