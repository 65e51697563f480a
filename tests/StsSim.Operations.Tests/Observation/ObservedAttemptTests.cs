using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Operations.Tests.Observation;

/// <summary>What a gateway noted of a request reaches a grain in another process.</summary>
public sealed class ObservedAttemptTests
{
    [Fact]
    public void Every_member_of_it_is_told()
    {
        PropertyInfo[] members = typeof(ObservedAttempt).GetProperties();
        var attempt = new ObservedAttempt();
        for (int i = 0; i < members.Length; i++)
        {
            members[i].SetValue(attempt, ValueOf(members[i].PropertyType, i + 1));
        }

        using ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        ObservedAttempt? told = serializer.Deserialize<ObservedAttempt>(serializer.SerializeToArray(attempt));

        Assert.NotEmpty(members);
        Assert.NotNull(told);
        Assert.All(members, member => Assert.Equal(member.GetValue(attempt), member.GetValue(told)));
    }

    private static object ValueOf(Type type, int number) => type switch
    {
        _ when type == typeof(string) => $"text {number}",
        _ when type == typeof(Guid) => new Guid(number, 0, 0, new byte[8]),
        _ when type == typeof(bool) => true,
        { IsEnum: true } => Enum.GetValues(type).GetValue(1)!,
        _ => Convert.ChangeType(number, type, CultureInfo.InvariantCulture),
    };
}
