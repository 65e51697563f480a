using System.Reflection;

namespace StsSim.Operations.Tests.Models;

/// <summary>Between what asynchronous methods return, of whatever type, and a task of an object.</summary>
internal static class AsyncReturns
{
    private static readonly MethodInfo CastMethod = typeof(AsyncReturns).GetMethod(nameof(CastAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static async Task<object?> AwaitAsync(object? returned)
    {
        if (returned is ValueTask nothing)
        {
            await nothing;
            return null;
        }

        Task task = returned as Task ?? (Task)returned!.GetType().GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(returned, null)!;
        await task;
        return task.GetType().GetProperty("Result")?.GetValue(task);
    }

    public static object As(Type returned, Task<object?> result)
    {
        if (returned == typeof(Task))
        {
            return result;
        }

        if (returned == typeof(ValueTask))
        {
            return new ValueTask(result);
        }

        object cast = CastMethod.MakeGenericMethod(returned.GetGenericArguments()).Invoke(null, [result])!;
        return returned.GetGenericTypeDefinition() == typeof(Task<>) ? cast : Activator.CreateInstance(returned, cast)!;
    }

    private static async Task<T> CastAsync<T>(Task<object?> result) => (T)(await result)!;
}
