using System.Reflection;
using System.Runtime.CompilerServices;

namespace StsSim.Architecture.Tests;

public sealed class SecretTests
{
    private static readonly Type[] Records =
        [.. Repository.Rooms.SelectMany(room => Repository.AssemblyOf(room).GetTypes()).Where(type => PrintMembersOf(type) is not null)];

    [Fact]
    public void There_are_records_with_secrets() => Assert.Contains(Records, type => type.Name == "SessionClaims" && HoldsSecret(type));

    [Fact]
    public void No_record_with_a_secret_is_left_to_print_its_members() =>
        Assert.DoesNotContain(Records.Where(HoldsSecret), type => ToStringOf(type).IsDefined(typeof(CompilerGeneratedAttribute)));

    // Bytes print as the name of their type.
    private static bool HoldsSecret(Type type) => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Any(property => property.PropertyType == typeof(string)
            && (property.Name.Contains("Secret", StringComparison.Ordinal) || property.Name.EndsWith("Token", StringComparison.Ordinal)));

    private static MethodInfo? PrintMembersOf(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    private static MethodInfo ToStringOf(Type type) => type.GetMethod(nameof(ToString), Type.EmptyTypes)!;
}
