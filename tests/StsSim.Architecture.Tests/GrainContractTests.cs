using System.Reflection;
using StsSim.Grains.Abstractions.Accounts;

namespace StsSim.Architecture.Tests;

/// <summary>What travels between gateway and cluster, and what is stored, keeps its names while the code is renamed.</summary>
public sealed class GrainContractTests
{
    private const string Prefix = "stssim.";
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Type[] Types =
    [
        .. new[] { "StsSim.Grains.Abstractions", "StsSim.Grains" }
            .SelectMany(room => Repository.AssemblyOf(room).GetTypes())
            .Where(type => type.Namespace?.StartsWith("StsSim.", StringComparison.Ordinal) ?? false),
    ];

    private static readonly Type[] Interfaces = [.. Types.Where(type => type.IsInterface && type.IsAssignableTo(typeof(Orleans.Runtime.IAddressable)))];

    private static readonly Type[] Serialized = [.. Types.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))];

    public static TheoryData<string> InterfaceNames { get; } = [.. Interfaces.Select(type => type.FullName!)];

    public static TheoryData<string> SerializedNames { get; } = [.. Serialized.Select(type => type.FullName!)];

    [Fact]
    public void There_are_contracts()
    {
        Assert.Contains(typeof(IAccountGrain), Interfaces);
        Assert.Contains(typeof(AccountSnapshot), Serialized);
        Assert.Contains(Serialized, type => type.Name == "AccountState");
    }

    [Theory]
    [MemberData(nameof(InterfaceNames))]
    public void A_grain_interface_and_its_methods_have_aliases(string name)
    {
        Type type = Interfaces.Single(candidate => candidate.FullName == name);
        MethodInfo[] methods = [.. type.GetMethods(Instance)];

        Assert.StartsWith(Prefix, AliasOf(type), StringComparison.Ordinal);
        Assert.All(methods, method => Assert.False(string.IsNullOrEmpty(AliasOf(method)), method.Name));
        Assert.Equal(methods.Length, methods.Select(AliasOf).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(SerializedNames))]
    public void A_serialized_type_has_an_alias_and_its_members_have_ids(string name)
    {
        Type type = Serialized.Single(candidate => candidate.FullName == name);
        PropertyInfo[] stored = [.. type.GetProperties(Instance).Where(IsStored)];
        uint[] ids = [.. stored.Select(property => property.GetCustomAttribute<IdAttribute>()).OfType<IdAttribute>().Select(id => id.Id)];

        Assert.StartsWith(Prefix, AliasOf(type), StringComparison.Ordinal);
        Assert.All(stored, property => Assert.True(property.IsDefined(typeof(IdAttribute)), $"{name}.{property.Name} has no [Id]"));
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(
            type.GetFields(Instance).Where(field => !field.Name.StartsWith('<')),
            field => Assert.True(field.IsDefined(typeof(IdAttribute)), $"{name}.{field.Name} has no [Id]"));
    }

    [Fact]
    public void No_alias_stands_for_two()
    {
        string[] aliases = [.. Interfaces.Concat(Serialized).Select(AliasOf).OfType<string>()];

        Assert.Equal(aliases.Distinct(StringComparer.OrdinalIgnoreCase), aliases);
    }

    [Fact]
    public void Whatever_a_grain_takes_or_gives_is_serialized_by_contract()
    {
        Type[] spoken = [.. Interfaces.SelectMany(type => type.GetMethods(Instance)).SelectMany(method => method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType))];

        Assert.Empty(spoken.SelectMany(Named).Where(type => Types.Contains(type)).Except(Serialized).Except(Interfaces));
    }

    private static IEnumerable<Type> Named(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Named) : [type];

    // A property that keeps a value, as opposed to one that works it out.
    private static bool IsStored(PropertyInfo property) => property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", Instance) is not null;

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;
}
