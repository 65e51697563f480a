using System.Globalization;
using System.Text.Json;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>
/// The MongoDB Go driver: mongodb/mongo-go-driver
/// <c>x/mongo/driver/auth/internal/aws/credproviders/assume_role_provider.go</c>, which decodes JSON into a struct whose
/// <c>Expiration</c> is a <c>float64</c>.
/// </summary>
internal sealed class MongoParser : IAnswerParser
{
    public ParsedResult ReadResult(string operation, WireAnswer answer)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer.Body);
            JsonElement credentials = document.RootElement.GetProperty($"{operation}Response").GetProperty($"{operation}Result").GetProperty("Credentials");
            ResultMember members = ResultMember.ResultOf(operation).Find("Credentials")!;
            var built = new ResultBuilder(text => DateTimeOffset.FromUnixTimeSeconds((long)double.Parse(text, CultureInfo.InvariantCulture)));
            foreach (ResultMember member in members.Members)
            {
                JsonElement value = credentials.GetProperty(member.Name);
                built.Add($"Credentials.{member.Name}", member, member.Kind == MemberKind.Timestamp ? value.GetDouble().ToString(CultureInfo.InvariantCulture) : value.GetString()!);
            }

            return built.Build(requestId: null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new AnswerRejectedException(e.Message);
        }
    }

    public ParsedError ReadError(WireAnswer answer) => throw new NotSupportedException("The driver shows the status line of an error and reads nothing of it.");
}
