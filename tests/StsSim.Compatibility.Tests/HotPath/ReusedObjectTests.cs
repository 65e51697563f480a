using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using StsSim.Gateway;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations;
using StsSim.Operations.Parameters;
using StsSim.Protocol;

namespace StsSim.Compatibility.Tests.HotPath;

/// <summary>
/// What serves one request after another remembers nothing of the one before. Every field of it is filled, those of
/// tomorrow too, and has to be after the reset what it is in a new one; a field that the test cannot fill fails it.
/// </summary>
public sealed class ReusedObjectTests
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // As long as arrays are that pools of arrays hand out.
    private const int ArrayLength = 16;

    private static readonly Assembly[] Rooms = [typeof(IReusable).Assembly, typeof(AwsCall).Assembly, typeof(AwsEndpoint).Assembly];

    // What grains are told knows nothing of the protocol's rooms.
    public static TheoryData<Type> Reused { get; } =
        [.. Rooms.SelectMany(room => room.GetTypes()).Where(type => type.IsAssignableTo(typeof(IReusable)) && !type.IsAbstract).Append(typeof(ObservedAttempt))];

    [Theory]
    [MemberData(nameof(Reused))]
    public void Reset_it_is_as_new(Type type)
    {
        object used = Create(type), unused = Create(type);
        Fill(used);
        foreach (FieldInfo field in FieldsOf(type).Where(field => !field.IsInitOnly))
        {
            Assert.False(AreSame(field.GetValue(unused), field.GetValue(used)), $"{field.Name} of {type.Name} was not filled.");
        }

        type.GetMethod(nameof(IReusable.Reset))!.Invoke(used, parameters: null);

        AssertSame(unused, used);
    }

    [Fact]
    public void What_pools_hold_is_among_them()
    {
        Type[] pooled =
        [
            .. Rooms.SelectMany(room => room.GetTypes()).SelectMany(type => type.GetFields(Declared | BindingFlags.Static))
                .Select(field => field.FieldType).Where(type => type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(ReusePool<>))
                .Select(type => type.GenericTypeArguments[0]),
        ];

        Assert.Contains(typeof(AwsCall), pooled);
        Assert.Empty(pooled.Except(Reused.Select(row => row.Data)));
    }

    // As they are made unless something was set: a buffer of no particular size, a call with the usual limits.
    private static object Create(Type type) => type == typeof(AwsCall) ? new AwsCall(new RequestLimits()) : Activator.CreateInstance(
        type, BindingFlags.CreateInstance | BindingFlags.Instance | BindingFlags.Public | BindingFlags.OptionalParamBinding, binder: null, [], culture: null)!;

    private static void Fill(object used)
    {
        foreach (FieldInfo field in FieldsOf(used.GetType()))
        {
            if (!field.IsInitOnly)
            {
                field.SetValue(used, Anything(field.FieldType));
            }
            else if (field.GetValue(used) is IReusable held)
            {
                Fill(held);
            }
            else
            {
                // What cannot be changed has nothing of a request in it.
                Assert.True(field.FieldType.IsPrimitive || field.FieldType == typeof(string) || field.FieldType == typeof(RequestLimits), $"{field.Name} of {used.GetType().Name} is not reset, and may change.");
            }
        }
    }

    private static object Anything(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Anything(underlying);
        }

        if (type == typeof(string))
        {
            return "left behind";
        }

        if (type.IsEnum)
        {
            return Enum.ToObject(type, 1);
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (type.IsPrimitive)
        {
            return Convert.ChangeType(7, type, System.Globalization.CultureInfo.InvariantCulture);
        }

        if (type.IsArray)
        {
            return Array.CreateInstance(type.GetElementType()!, ArrayLength);
        }

        if (type.IsValueType)
        {
            object value = RuntimeHelpers.GetUninitializedObject(type);
            foreach (FieldInfo field in FieldsOf(type))
            {
                field.SetValue(value, Anything(field.FieldType));
            }

            return value;
        }

        Type? concrete = type is { IsAbstract: false, ContainsGenericParameters: false } ? type : Rooms.Append(typeof(DefaultHttpContext).Assembly)
            .SelectMany(room => room.GetTypes())
            .FirstOrDefault(candidate => candidate is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && candidate.IsAssignableTo(type));
        Assert.True(concrete is not null, $"Nobody knows what a {type} can be: teach this test, or do without it in what is reused.");
        return RuntimeHelpers.GetUninitializedObject(concrete);
    }

    private static void AssertSame(object unused, object used)
    {
        foreach (FieldInfo field in FieldsOf(used.GetType()))
        {
            object? expected = field.GetValue(unused), actual = field.GetValue(used);
            if (field.IsInitOnly && actual is IReusable)
            {
                AssertSame(expected!, actual);
            }
            else
            {
                Assert.True(AreSame(expected, actual), $"{field.Name} of {used.GetType().Name} has something left in it: {actual}");
            }
        }
    }

    private static bool AreSame(object? expected, object? actual) => (expected, actual) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (string text, string other) => text == other,
        (RequestLimits limits, RequestLimits other) => limits == other,
        _ when expected.GetType() != actual.GetType() => false,
        _ when expected.GetType().IsPrimitive || expected.GetType().IsEnum => expected.Equals(actual),
        _ when expected.GetType().IsValueType => FieldsOf(expected.GetType()).All(field => AreSame(field.GetValue(expected), field.GetValue(actual))),
        _ => ReferenceEquals(expected, actual),
    };

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (Type? declaring = type; declaring is not null && declaring != typeof(object) && declaring != typeof(ValueType); declaring = declaring.BaseType)
        {
            foreach (FieldInfo field in declaring.GetFields(Declared))
            {
                yield return field;
            }
        }
    }
}
